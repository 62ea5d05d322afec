import type { OpeningHours } from "../../../shared/protocol/types"
import { barsOf } from "./hours-bars"
import { zonedAt } from "./hours-follows"
import { DAY_MINUTES } from "./hours-minutes"
import { minute } from "./minute"

const SCALE = [0, 6, 12, 18, 24]

/** The hours above the tracks. */
export function HoursScale() {
  return (
    <div class="hours-scale" aria-hidden="true">
      <div>
        {SCALE.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A day as a line of 24 hours with bars where it is open. Its fields say the same in words. */
export function HoursTrack({ hours, day }: { hours: OpeningHours; day: number }) {
  return (
    <div class="hours-track" aria-hidden="true">
      {barsOf(hours.week, day).map(({ start, end, fromBefore, goesOn }) => (
        <span
          key={`${start} ${end}`}
          class="hours-bar"
          data-from-before={fromBefore}
          data-goes-on={goesOn}
          style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${(end - start) * 100}%` }}
        />
      ))}
      <NowLine timeZone={hours.timeZone} day={day} />
    </div>
  )
}

/** The present moment, a thin line on the day that it is in the zone of the hours. */
function NowLine({ timeZone, day }: { timeZone: string; day: number }) {
  const at = zonedAt(timeZone, minute.value)
  if (at.dayOfWeek - 1 !== day) return null
  const share = (at.hour * 60 + at.minute) / DAY_MINUTES
  return <span class="hours-now" style={{ insetInlineStart: `${share * 100}%` }} />
}
