import type { Route } from "../../../state/route"

/** Stands where an id would, for what is not there yet. */
export const NEW = "new"

/** Where a policy, or one part of it, is in the panel. */
export const policyPlace = (id: string, part?: string): Route => ({
  screen: "settings",
  section: "policies",
  item: id,
  ...(part && { part }),
})

export const policiesPlace: Route = { screen: "settings", section: "policies" }
