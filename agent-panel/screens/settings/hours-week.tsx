import { Copy } from "lucide"
import { useId } from "preact/hooks"
import type { OpeningHours } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { type Hours, likeMonday } from "../../state/settings-hours"
import { say } from "../../state/toasts"
import { DayHours } from "./hours-day"
import { zonedAt } from "./hours-follows"
import { HoursScale, HoursTrack } from "./hours-track"
import type { WrongHours } from "./hours-wrong"
import { minute } from "./minute"

type HoursWeekProps = {
  hours: OpeningHours
  wrong: readonly (readonly (WrongHours | null)[])[]
  readOnly: boolean
  onChange: (week: Hours[][]) => void
}

/** The week as seven lines of 24 hours, each with its day's fields beside it. */
export function HoursWeek({ hours, wrong, readOnly, onChange }: HoursWeekProps) {
  const { week } = hours
  const id = useId()
  const today = zonedAt(hours.timeZone, minute.value).dayOfWeek - 1
  return (
    <>
      <div class="hours-week">
        <HoursScale />
        {words.hours.days.map((name, day) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the same row as its fields.
          <div key={name} class="hours-day" role="group" aria-labelledby={`${id}-${day}`}>
            <h3 id={`${id}-${day}`} aria-current={day === today ? "date" : undefined}>
              {name}
            </h3>
            <HoursTrack hours={hours} day={day} />
            <DayHours
              day={name}
              hours={week[day] ?? []}
              wrong={wrong[day] ?? []}
              readOnly={readOnly}
              onChange={(next) => onChange(week.map((before, each) => (each === day ? next : before)))}
            />
          </div>
        ))}
      </div>
      {!readOnly && <CopyMonday week={week} onChange={onChange} />}
    </>
  )
}

/** Most weeks have five days alike: they are entered once. */
function CopyMonday({ week, onChange }: Pick<HoursWeekProps, "onChange"> & { week: Hours[][] }) {
  const alike = likeMonday(week)
  const isAlike = JSON.stringify(alike) === JSON.stringify(week)

  function copy() {
    if (isAlike) return
    onChange(alike)
    say(words.hours.copied)
  }

  return (
    <div class="settings-actions">
      <Button icon={Copy} aria-disabled={isAlike} onClick={copy}>
        {words.hours.copyMonday}
      </Button>
    </div>
  )
}
