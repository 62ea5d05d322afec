import { USUAL_LADDER } from "../../shared/ladder"
import type { CallError, Input, Policy, Reply, Step } from "../../shared/protocol/types"
import { policies, policyBy, receivePolicy, receiveSettings } from "./people"
import { ask } from "./settings-loaded"

/** The policy for everybody whom no other is for. It is there from the start and stays. */
export const DEFAULT_POLICY = "default"

export type PolicyFields = Omit<Input<"policy.save">, "id">

/** Changes of a policy what is named, and leaves the rest to whoever else is at it. */
export async function savePolicy({ id }: Policy, fields: PolicyFields): Promise<CallError | null> {
  return took(await ask("policy.save", { id, ...fields }))
}

/** Makes a policy that begins as what holds for everybody else. Resolves with its id, or with what is wrong. */
export async function createPolicy(name: string, applies: Policy["applies"]): Promise<{ id: string } | CallError> {
  const like = policyBy(DEFAULT_POLICY)
  const fields = like ? fieldsOf(like) : { targets: {} }
  const reply = await ask("policy.create", { ...fields, name, applies })
  if (!reply.ok) return reply.error
  receivePolicy(reply.data.policy)
  return { id: reply.data.policy.id }
}

export async function removePolicy({ id }: Policy): Promise<CallError | null> {
  const reply = await ask("policy.remove", { policyId: id })
  if (!reply.ok) return reply.error
  receiveSettings({ policies: reply.data.policies })
  return null
}

/** Makes a removed policy again, at the place it had among those that are still there. */
export async function bringBack(policy: Policy, order: readonly string[]): Promise<CallError | null> {
  const reply = await ask("policy.create", fieldsOf(policy))
  if (!reply.ok) return reply.error
  receivePolicy(reply.data.policy)
  const again = order.map((id) => (id === policy.id ? reply.data.policy.id : id))
  return arrangePolicies(inOrderOf(again, arranged()))
}

/** Puts the policies in an order, all but `default`. It shows at once, and is put back where the server says no. */
export async function arrangePolicies(policyIds: readonly string[]): Promise<CallError | null> {
  const before = policies.value
  const shown = [...policyIds, DEFAULT_POLICY].flatMap((id) => policyBy(id) ?? [])
  policies.value = shown
  const reply = await ask("policy.arrange", { policyIds: [...policyIds] })
  if (reply.ok) receiveSettings({ policies: reply.data.policies })
  else if (policies.value === shown) policies.value = before
  return reply.ok ? null : reply.error
}

/** The ids of the policies that have an order: all but `default`. */
export const arranged = () => policies.value.map(({ id }) => id).filter((id) => id !== DEFAULT_POLICY)

/** Those of `ids` in a wanted order; whom it does not name stays in front, as what is new does. */
function inOrderOf(wanted: readonly string[], ids: readonly string[]): string[] {
  return [...ids.filter((id) => !wanted.includes(id)), ...wanted.filter((id) => ids.includes(id))]
}

/** The usual ladder is told apart from one that only looks like it, so that what is usual may change one day. */
export const isUsual = (ladder: readonly Step[]) => JSON.stringify(ladder) === JSON.stringify(USUAL_LADDER)

function fieldsOf({ name, applies, targets, hours, ladder, renewMs, questions }: Policy): Input<"policy.create"> {
  return { name, applies, targets, hours, ladder: isUsual(ladder) ? null : ladder, renewMs, questions }
}

function took(reply: Reply<{ policy: Policy }>): CallError | null {
  if (!reply.ok) return reply.error
  receivePolicy(reply.data.policy)
  return null
}
