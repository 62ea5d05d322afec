import type { Event, Output } from "../../../shared/protocol/types"
import { eventFor, selectEvents } from "../../core/event-log"
import type { House } from "../../feature"
import type { Database, TimerRow } from "../../store/schema"
import { toTimer } from "../timers"
import { storyOf, TOLD } from "./story"
import { isLate, type Period, waitsSince } from "./waits-since"

type Breach = Output<"wall.get">["breaches"][number]

const MOST_BREACHES = 100

/** Every reply that did not come in time, the latest first, with its conversation as it is now and what was done. */
export async function readBreaches(house: House, period: Period): Promise<Breach[]> {
  const { reads } = house.store
  const timers = await waitsSince(reads, period)
    .selectAll()
    .where((eb) => isLate(eb, period.now))
    .orderBy("dueAt", "desc")
    .orderBy("id", "desc")
    .limit(MOST_BREACHES)
    .execute()
  if (timers.length === 0) return []
  const [conversations, events] = await Promise.all([
    readConversations(house, timers, period.now),
    readEventsDuring(reads, timers),
  ])
  return timers.flatMap((row) => {
    const conversation = conversations.get(row.conversationId)
    if (!conversation) return []
    return [{ conversation, timer: toTimer(row, period.now), story: storyOf(row, events.get(row.id) ?? []) }]
  })
}

async function readConversations(house: House, timers: readonly TimerRow[], now: number) {
  const { reads } = house.store
  const ids = [...new Set(timers.map(({ conversationId }) => conversationId))]
  const rows = await reads.selectFrom("conversation").selectAll().where("id", "in", ids).execute()
  const conversations = await house.summarise.agents(reads, rows, now)
  return new Map(conversations.map((conversation) => [conversation.id, conversation]))
}

/** What happened while each of them waited, and who had it before, in one query; of messages those alone that began or ended a wait. */
async function readEventsDuring(db: Database, timers: readonly TimerRow[]): Promise<Map<string, Event[]>> {
  const rows = await selectEvents(db)
    .innerJoin("timer", "timer.conversationId", "event.conversationId")
    .select("timer.id as timerId")
    .where(
      "timer.id",
      "in",
      timers.map(({ id }) => id),
    )
    .where("event.type", "in", TOLD)
    .where(({ or, eb, ref }) =>
      or([eb("event.at", ">=", ref("timer.startedAt")), eb("event.type", "=", "conversation.assigned")]),
    )
    .where(({ or, eb, ref }) => or([eb("timer.stoppedAt", "is", null), eb("event.at", "<=", ref("timer.stoppedAt"))]))
    .where(({ or, eb, ref }) =>
      or([
        eb("event.type", "!=", "message.posted"),
        eb("event.at", "=", ref("timer.startedAt")),
        eb("event.at", "=", ref("timer.stoppedAt")),
      ]),
    )
    .orderBy("event.conversationId")
    .orderBy("event.seq")
    .execute()
  const byTimer = new Map(timers.map(({ id }): [string, Event[]] => [id, []]))
  for (const row of rows) byTimer.get(row.timerId)?.push(eventFor("agents", row))
  return byTimer
}
