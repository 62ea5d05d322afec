import Sqlite from "better-sqlite3"
import type { Seen, SeenOffer } from "../../../shared/simulator/course"

export type DeskRows = {
  /** What there is to see now, in the numbers under which conversations arrived. */
  look(): Seen
  close(): void
}

type OfferRow = { id: string; conversationId: string; agentId: string | null }
type TakenRow = { id: string; assigneeId: string }

const OFFERS_AFTER = `select "id", "conversationId", "agentId" from "offer" where "id" > ? order by "id"`
const OFFERS_LIVE = `select "id", "conversationId", "agentId" from "offer" where "endedAt" is null`
const TAKEN = `select "id", "assigneeId" from "conversation" where "status" = 'open' and "assigneeId" is not null`
const AWAY = `select "id" from "agent" where "availability" = 'away'`
const NEXT_AT = `
  select min("at") as "at" from (
    select min("dueAt") as "at" from "step"
    union all select min("expiresAt") from "offer" where "endedAt" is null
    union all select min("dueAt") + 1 from "timer" where "stoppedAt" is null and "breachAnnouncedAt" is null
    union all select min("givesBackAt") from "agent"
  )`

/** Reads what a server has stored from its SQLite file, at a line of its own: twenty thousand times in a week. */
export function openDeskRows(file: string, ids: readonly string[]): DeskRows {
  const rows = new Sqlite(file, { readonly: true })
  const offersAfter = rows.prepare<[string], OfferRow>(OFFERS_AFTER)
  const offersLive = rows.prepare<[], OfferRow>(OFFERS_LIVE)
  const taken = rows.prepare<[], TakenRow>(TAKEN)
  const away = rows.prepare<[], { id: string }>(AWAY)
  const next = rows.prepare<[], { at: number | null }>(NEXT_AT)
  let lastOfferId = ""

  /** The newest are looked for most. */
  const seenOffer = ({ id, conversationId, agentId }: OfferRow): SeenOffer => ({
    id,
    agentId,
    conversation: ids.lastIndexOf(conversationId),
  })

  return {
    look() {
      const offered = offersAfter.all(lastOfferId).map(seenOffer)
      lastOfferId = offered.at(-1)?.id ?? lastOfferId
      const live = new Map(offersLive.all().map((offer) => [offer.conversationId, offer]))
      const assignees = new Map(taken.all().map(({ id, assigneeId }) => [id, assigneeId]))
      const those = new Set(away.all().map(({ id }) => id))
      return {
        nextAt: next.get()?.at ?? Number.POSITIVE_INFINITY,
        offered,
        offerOf: (number) => live.get(ids[number] ?? "") ?? null,
        assigneeOf: (number) => assignees.get(ids[number] ?? "") ?? null,
        loadOf: (agentId) => [...assignees.values()].filter((id) => id === agentId).length,
        isAway: (agentId) => those.has(agentId),
      }
    },
    close: () => void rows.close(),
  }
}
