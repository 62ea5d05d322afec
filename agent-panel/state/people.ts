import { computed, signal } from "@preact/signals"
import type { Agent, Policy, Pushes, Site, Team, Whereabouts } from "../../shared/protocol/types"

/** Who is signed in here; null until the server has said so. */
export const me = signal<Agent | null>(null)
/** Everybody who answers or once did, by name. */
export const agents = signal<readonly Agent[]>([])
export const sites = signal<readonly Site[]>([])
/** In the order in which they are tried; `default`, which is for everybody else, is the last. */
export const policies = signal<readonly Policy[]>([])
/** In the order in which they are tried for a new conversation. */
export const teams = signal<readonly Team[]>([])
const whereabouts = signal<ReadonlyMap<string, Whereabouts>>(new Map())

/** Whether I answer for what others do: a supervisor or an owner. */
export const supervises = computed(() => me.value !== null && me.value.role !== "agent")

/** Whether I am away because offers went unanswered, not because I chose to be. */
export const wasSetAway = computed(() => me.value?.availability === "away" && me.value.awayFor === "missed-offers")

const agentsById = computed(() => new Map(agents.value.map((agent) => [agent.id, agent])))

/** Those who can be given a conversation. */
export const colleagues = computed(() => agents.value.filter((agent) => !agent.removed))

export function agentBy(id: string | null | undefined): Agent | null {
  return (id && agentsById.value.get(id)) || null
}

export function siteBy(id: string): Site | null {
  return sites.value.find((site) => site.id === id) ?? null
}

export function policyBy(id: string): Policy | null {
  return policies.value.find((policy) => policy.id === id) ?? null
}

export function teamBy(id: string | null): Team | null {
  return teams.value.find((team) => team.id === id) ?? null
}

/** The teams that somebody is in. */
export const teamsOf = (agentId: string) => teams.value.filter(({ agentIds }) => agentIds.includes(agentId))

export function whereIs(contactId: string): Whereabouts | null {
  return whereabouts.value.get(contactId) ?? null
}

export function receiveWhereabouts(fresh: readonly Whereabouts[], { all = false } = {}): void {
  const next = new Map(all ? [] : whereabouts.value)
  for (const each of fresh) next.set(each.contactId, each)
  whereabouts.value = next
}

export function receiveAgents(fresh: readonly Agent[]): void {
  const changed = new Map(agents.value.map((agent) => [agent.id, agent]))
  for (const agent of fresh) changed.set(agent.id, agent)
  agents.value = [...changed.values()].sort((one, other) => one.name.localeCompare(other.name))
  const mine = fresh.find((agent) => agent.id === me.value?.id)
  if (mine) me.value = mine
}

export function receiveSite(site: Site): void {
  const others = sites.value.filter((each) => each.id !== site.id)
  sites.value = [...others, site].sort((one, other) => one.createdAt - other.createdAt)
}

/** A policy keeps its place; a new one comes before the others, as the server has it. */
export function receivePolicy(policy: Policy): void {
  const isThere = policies.value.some(({ id }) => id === policy.id)
  policies.value = isThere
    ? policies.value.map((each) => (each.id === policy.id ? policy : each))
    : [policy, ...policies.value]
}

/** A team keeps its place; a new one is tried last, as the server has it. */
export function receiveTeam(team: Team): void {
  const isThere = teams.value.some(({ id }) => id === team.id)
  teams.value = isThere ? teams.value.map((each) => (each.id === team.id ? team : each)) : [...teams.value, team]
}

/** What an owner changed: each of the two comes whole. */
export function receiveSettings(fresh: Pushes["settings"]): void {
  if (fresh.policies) policies.value = fresh.policies
  if (fresh.teams) teams.value = fresh.teams
}

export function receivePresence({ agents: who, visitors }: Pushes["presence"]): void {
  if (who) receiveAgents(who)
  if (visitors) receiveWhereabouts(visitors)
}

export function forgetPeople(): void {
  me.value = null
  agents.value = []
  sites.value = []
  policies.value = []
  teams.value = []
  whereabouts.value = new Map()
}

/** How a colleague stands: chosen to be away counts only while they are here. */
export function presenceOf(agent: Agent): "online" | "away" | "gone" {
  if (!agent.connected) return "gone"
  return agent.availability
}
