import { USUAL_LADDER } from "../../../../shared/ladder"
import type { Input, Policy } from "../../../../shared/protocol/types"
import { policies } from "../../../state/people"
import { NOON } from "../../../testing/cast"
import type { server } from "../../../testing/fake-server"

export const policy: Policy = {
  id: "default",
  name: "Default",
  targets: { firstTouchMs: 120_000, nextReplyMs: null },
  applies: {},
  hours: null,
  ladder: [...USUAL_LADDER],
  renewMs: 600_000,
  questions: [],
  updatedAt: NOON,
}

/** Answers as the server does, from the policies that the panel was opened with. */
export function keepsPolicies(): typeof server.answers {
  const found = (id: unknown) => {
    const kept = policies.value.find((each) => each.id === (id ?? "default"))
    if (!kept) throw new Error(`there is no policy ${id}`)
    return kept
  }
  return {
    "policy.save": ({ id, ...fields }) => ({ ok: true, data: { policy: withFields(found(id), fields) } }),
    "policy.create": (fields) => ({ ok: true, data: { policy: withFields({ ...policy, id: "made" }, fields) } }),
    "policy.remove": ({ policyId }) => ({
      ok: true,
      data: { policies: policies.value.filter(({ id }) => id !== policyId) },
    }),
    "policy.arrange": ({ policyIds }) => ({
      ok: true,
      data: { policies: [...(policyIds as string[]), "default"].map(found) },
    }),
  }
}

function withFields(before: Policy, fields: Partial<Input<"policy.save">>): Policy {
  const { ladder, ...others } = fields
  const said = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
  return {
    ...before,
    ...said,
    ...(ladder !== undefined && { ladder: ladder ?? [...USUAL_LADDER] }),
    updatedAt: before.updatedAt + 1,
  }
}
