import type { Agent, Policy, Team } from "../../../../shared/protocol/types"
import { policies, teams } from "../../../state/people"
import { navigate } from "../../../state/route"
import type { server } from "../../../testing/fake-server"
import { Teams } from "../teams/teams"
import { openSection, owner } from "./open-settings"

export const sales: Team = { id: "sales", name: "Sales", agentIds: ["bo"], takes: [{ page: "/pricing*" }] }
export const refunds: Team = { id: "refunds", name: "Refunds", agentIds: ["ana"], takes: [{ siteId: "nightingale" }] }

type Opened = {
  who?: Agent
  answers?: typeof server.answers
  all?: readonly Team[]
  under?: readonly Policy[]
}

/** Opens the list of teams, or one of them by its id, on a server that keeps what is saved. */
export function openTeams(item: string, { who = owner, answers, all = [sales, refunds], under = [] }: Opened = {}) {
  teams.value = all
  policies.value = under
  navigate({ screen: "settings", section: "teams", ...(item !== "" && { item }) })
  return openSection(Teams, who, { ...keepsTeams(), ...answers })
}

/** Answers as the server does, from the teams that the panel was opened with. */
function keepsTeams(): typeof server.answers {
  return {
    "team.save": (input) => ({ ok: true, data: { team: { ...sales, id: "made", ...input } } }),
    "team.arrange": ({ teamIds }) => ({
      ok: true,
      data: { teams: (teamIds as string[]).flatMap((id) => teams.value.find((team) => team.id === id) ?? []) },
    }),
    "team.remove": () => ({ ok: true, data: {} }),
    "team.list": () => ({ ok: true, data: { teams: [...teams.value] } }),
  }
}
