import type { Arrival } from "../../../shared/simulator/course"
import type { Tally } from "../../../shared/simulator/findings"
import { arrivalsIn, tallyOf } from "../../../shared/simulator/replay"
import { serverTime } from "../clock"
import { fetched } from "../settings-loaded"

const WEEK_MS = 7 * 86_400_000

/** Who wrote in the last seven days, and how it really was. */
export type LastWeek = { arrivals: readonly Arrival[]; from: number; until: number; was: Tally }

export const lastWeek = fetched("traffic.list", weekUntilNow, ({ arrivals }, { from, until }): LastWeek => {
  return { arrivals: arrivalsIn(arrivals), from, until, was: tallyOf(arrivals) }
})

function weekUntilNow() {
  const until = serverTime()
  return { from: until - WEEK_MS, until }
}

/** What was kept of the first replies of today, since midnight where the one who looks is. */
export const today = fetched(
  "wall.get",
  () => ({ since: new Date(serverTime()).setHours(0, 0, 0, 0) }),
  ({ firstTouch }): Tally => firstTouch,
)
