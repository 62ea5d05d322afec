import type { Policy } from "../../../../shared/protocol/types"
import { policyWords } from "../../../locales/policies"
import { siteBy, teamBy } from "../../../state/people"
import { DEFAULT_POLICY } from "../../../state/settings-policies"

/** Whom something is for, as a person says it: customers on pages /pricing*. */
export function whomInWords({ customer, page, siteId, teamId }: Policy["applies"]): string {
  const team = teamId === undefined ? null : teamBy(teamId)
  if (teamId !== undefined && team === null) return policyWords.nobody
  return policyWords.someone({
    customer,
    site: siteId === undefined ? null : (siteBy(siteId)?.name ?? policyWords.unknown),
    page: page ?? null,
    team: team?.name ?? null,
  })
}

export const isDefault = ({ id }: Pick<Policy, "id">) => id === DEFAULT_POLICY

/** The name that the server gave the first policy; until an owner gives it another, it is said in the reader's language. */
const GIVEN_NAME = "Default"

export const policyName = ({ id, name }: Pick<Policy, "id" | "name">) =>
  isDefault({ id }) && name === GIVEN_NAME ? policyWords.default : name
