import { Trash2 } from "lucide"
import { useId } from "preact/hooks"
import { dateInWords } from "../../locales/format"
import { words } from "../../locales/settings"
import { IconButton } from "../../parts/button"
import { DAY_NAME_MAX_LENGTH } from "../../state/hours-limits"
import type { OtherDay } from "../../state/settings-hours"
import { DayHours } from "./hours-day"
import type { Wrong } from "./hours-wrong"

type OtherDayFieldsProps = {
  day: OtherDay
  wrong: Wrong["exceptions"][number]
  readOnly: boolean
  onChange: (day: OtherDay) => void
  onRemove: () => void
}

/** A dated day: when, what for, and which hours it has instead of the week's. */
export function OtherDayFields({ day, wrong, readOnly, onChange, onRemove }: OtherDayFieldsProps) {
  const id = useId()
  const said = day.date === "" ? words.hours.newDay : dateInWords(day.date)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would say the date once more for the eyes.
    <div class="other-day" role="group" aria-label={said}>
      <div class="other-day-date">
        <input
          type="date"
          required
          value={day.date}
          readOnly={readOnly}
          aria-label={words.hours.date}
          aria-invalid={wrong.date !== null}
          {...(wrong.date ? { "aria-describedby": `${id}-date` } : {})}
          onInput={(event) => onChange({ ...day, date: event.currentTarget.value })}
        />
        {wrong.date && (
          <p id={`${id}-date`} class="field-error">
            {words.hours.wrongDate[wrong.date]}
          </p>
        )}
      </div>
      <input
        type="text"
        class="other-day-name"
        dir="auto"
        value={day.name}
        maxLength={DAY_NAME_MAX_LENGTH}
        placeholder={readOnly ? "" : words.hours.dayNameExample}
        readOnly={readOnly}
        aria-label={words.hours.dayName}
        onInput={(event) => onChange({ ...day, name: event.currentTarget.value })}
      />
      <DayHours
        day={said}
        hours={day.hours}
        wrong={wrong.hours}
        readOnly={readOnly}
        onChange={(hours) => onChange({ ...day, hours })}
      />
      {!readOnly && <IconButton icon={Trash2} label={words.hours.removeDay(said)} onClick={onRemove} />}
    </div>
  )
}
