import type { Route } from "../../../state/route"

/** Stands where an id would, for what is not there yet. */
export const NEW = "new"

export const teamsPlace: Route = { screen: "settings", section: "teams" }

/** Where a team is in the panel. */
export const teamPlace = (id: string): Route => ({ screen: "settings", section: "teams", item: id })
