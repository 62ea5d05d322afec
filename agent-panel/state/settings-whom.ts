import type { CallError, Policy } from "../../shared/protocol/types"
import { createDrafts, type Draft } from "./settings-drafts"
import { createPolicy, savePolicy } from "./settings-policies"

/** A policy's name and whom it is for, as a form has it: null and an empty pattern always hold. */
export type Whom = {
  name: string
  customer: boolean | null
  page: string
  siteId: string | null
  teamId: string | null
}

export const NOBODY_IN_PARTICULAR: Whom = { name: "", customer: null, page: "", siteId: null, teamId: null }

export const POLICY_NAME_MAX_LENGTH = 100
export const PATTERN_MAX_LENGTH = 300

export const isNamed = ({ name }: Whom) => name.trim() !== ""

const drafts = createDrafts<Whom>()

export const whomDraft = ({ id, name, applies: { customer, page, siteId, teamId } }: Policy): Draft<Whom> =>
  drafts(id, {
    name,
    customer: customer ?? null,
    page: page ?? "",
    siteId: siteId ?? null,
    teamId: teamId ?? null,
  })

/** The conditions as the server has them: one that always holds is absent. */
export function appliesOf({ customer, page, siteId, teamId }: Omit<Whom, "name">): Policy["applies"] {
  return {
    ...(siteId !== null && { siteId }),
    ...(page.trim() !== "" && { page: page.trim() }),
    ...(teamId !== null && { teamId }),
    ...(customer !== null && { customer }),
  }
}

/** Saves the name where it is another, and the conditions where one of them is. */
export function saveWhom(policy: Policy, { fields, changes }: Draft<Whom>): Promise<CallError | null> {
  const { name, ...conditions } = changes
  return savePolicy(policy, {
    ...(name !== undefined && { name: name.trim() }),
    ...(Object.keys(conditions).length > 0 && { applies: appliesOf(fields) }),
  })
}

export const makePolicy = (whom: Whom) => createPolicy(whom.name.trim(), appliesOf(whom))
