import type { Event } from "../../../../shared/protocol/types"
import { eventFor, selectEvents } from "../../../core/event-log"
import type { AgentRow, ConversationRow, OfferRow, StepRow, TimerRow } from "../../../store/schema"
import { readTeams } from "../../teams"
import type { Shop } from "./shop"

/** Until when each line of an agent's counts is `linesUntil`. */
export type AgentSeen = AgentRow & { linesUntil: readonly number[] }

/** `name` is what a sentence calls it. */
export type ConversationSeen = ConversationRow & {
  name: string
  events: readonly Event[]
  timers: readonly TimerRow[]
  steps: readonly StepRow[]
  offers: readonly OfferRow[]
}

/** Everything that the database holds at one moment in which nothing goes on. */
export type Picture = {
  now: number
  agents: readonly AgentSeen[]
  /** The members of each team. */
  teams: ReadonlyMap<string, ReadonlySet<string>>
  conversations: readonly ConversationSeen[]
}

/** Looks at everything in the plainest way there is: all rows of all tables. */
export async function takePicture(shop: Shop): Promise<Picture> {
  const db = shop.db()
  const agents = await db.selectFrom("agent").selectAll().orderBy("id").execute()
  const lines = await db.selectFrom("presence").selectAll().where("kind", "=", "agent").execute()
  const conversations = await db.selectFrom("conversation").selectAll().orderBy("createdAt").orderBy("id").execute()
  const events = await selectEvents(db).orderBy("event.conversationId").orderBy("event.seq").execute()
  const timers = await db.selectFrom("timer").selectAll().orderBy("startedAt").orderBy("id").execute()
  const steps = await db.selectFrom("step").selectAll().orderBy("dueAt").orderBy("position").execute()
  const offers = await db.selectFrom("offer").selectAll().orderBy("offeredAt").orderBy("id").execute()
  return {
    now: shop.clock.now(),
    agents: agents.map((agent) => ({
      ...agent,
      linesUntil: lines.filter(({ personId }) => personId === agent.id).map(({ expiresAt }) => expiresAt),
    })),
    teams: new Map((await readTeams(db)).map(({ id, agentIds }) => [id, new Set(agentIds)])),
    conversations: conversations.map((row, index) => {
      const isHere = ({ conversationId }: { conversationId: string }) => conversationId === row.id
      return {
        ...row,
        name: `conversation ${index}`,
        events: events.filter(isHere).map((event) => eventFor("agents", event)),
        timers: timers.filter(isHere),
        steps: steps.filter(isHere),
        offers: offers.filter(isHere),
      }
    }),
  }
}

/** The offers that ring. */
export const ringing = ({ offers }: ConversationSeen) => offers.filter(({ endedAt }) => endedAt === null)

/** The wait that somebody must end: for a reply, or after a hollow one for the answer itself. */
export function waitOf({ status, timers }: ConversationSeen): TimerRow | null {
  if (status !== "open") return null
  const running = (kind: TimerRow["kind"]) => timers.find((timer) => timer.kind === kind && timer.stoppedAt === null)
  return running("first-touch") ?? running("next-reply") ?? running("answer") ?? null
}

/** Whether somebody is at their desk and takes conversations. */
export const mayAnswer = ({ availability, linesUntil }: AgentSeen, now: number) =>
  availability === "online" && linesUntil.some((until) => until > now)

/** Whether somebody may take what belongs to a team; null stands for everybody. */
export const isOf = ({ teams }: Picture, teamId: string | null, agentId: string) =>
  teamId === null || teams.get(teamId)?.has(agentId) === true

/** How many conversations somebody has, and alone is asked to take. */
export function loadOf({ id }: AgentSeen, { conversations }: Picture): number {
  const has = conversations.filter(({ status, assigneeId }) => status === "open" && assigneeId === id)
  const isAsked = conversations.flatMap(ringing).filter(({ agentId }) => agentId === id)
  return has.length + isAsked.length
}
