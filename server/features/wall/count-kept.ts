import type { Output } from "../../../shared/protocol/types"
import type { Database } from "../../store/schema"
import { isLate, type Period, waitsSince } from "./waits-since"

type Kept = Omit<Output<"wall.get">, "breaches">

/** How many first and next replies came in time, how many did not, and how many may still. */
export async function countKept(db: Database, period: Period): Promise<Kept> {
  const counted = await waitsSince(db, period)
    .select(({ fn, eb, and, not }) => {
      const inTime = not(isLate(eb, period.now))
      const kept = and([inTime, eb("stoppedAt", "is not", null), eb("stoppedFor", "!=", "no-reply-needed")])
      return [
        "kind",
        fn.countAll<number>().filterWhere(kept).as("kept"),
        fn.countAll<number>().filterWhere(isLate(eb, period.now)).as("missed"),
        fn
          .countAll<number>()
          .filterWhere(and([inTime, eb("stoppedAt", "is", null)]))
          .as("running"),
      ]
    })
    .groupBy("kind")
    .execute()
  const of = (wanted: string) => {
    const { kept = 0, missed = 0, running = 0 } = counted.find(({ kind }) => kind === wanted) ?? {}
    return { kept, missed, running }
  }
  return { firstTouch: of("first-touch"), nextReply: of("next-reply") }
}
