import type { CallError, OpeningHours, Policy } from "../../shared/protocol/types"
import { createDrafts, type Draft } from "./settings-drafts"
import { inOrder, officeHours, ownTimeZone } from "./settings-hours"
import { savePolicy } from "./settings-policies"

/** The hours as a form has them. They are kept while "Always open" is chosen, for whoever changes their mind. */
export type HoursFields = { always: boolean; hours: OpeningHours }

const drafts = createDrafts<HoursFields>()

export function hoursDraft({ id, hours }: Policy): Draft<HoursFields> {
  const stored = fieldsOf(hours)
  const draft = drafts(id, stored)
  return { ...draft, changed: draft.changed && !areSame(draft.fields, stored) }
}

export const saveHours = (policy: Policy, { always, hours }: HoursFields): Promise<CallError | null> =>
  savePolicy(policy, { hours: always ? null : inOrder(hours) })

export function fieldsOf(hours: OpeningHours | null): HoursFields {
  return { always: hours === null, hours: hours === null ? officeHours(ownTimeZone()) : inOrder(hours) }
}

function areSame(one: HoursFields, other: HoursFields): boolean {
  if (one.always || other.always) return one.always === other.always
  return JSON.stringify(inOrder(one.hours)) === JSON.stringify(inOrder(other.hours))
}
