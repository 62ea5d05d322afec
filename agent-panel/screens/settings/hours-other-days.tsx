import { CalendarPlus, Trash2 } from "lucide"
import { useEffect, useRef } from "preact/hooks"
import type { OpeningHours } from "../../../shared/protocol/types"
import { dateInWords } from "../../locales/format"
import { words } from "../../locales/settings"
import { Button, IconButton } from "../../parts/button"
import { OTHER_DAYS_MAX } from "../../state/hours-limits"
import { furtherDay, type OtherDay } from "../../state/settings-hours"
import { zonedAt } from "./hours-follows"
import { HoursImport } from "./hours-import"
import { hoursInWords } from "./hours-in-words"
import { OtherDayFields } from "./hours-other-day"
import type { Wrong } from "./hours-wrong"
import { minute } from "./minute"

type OtherDaysProps = {
  hours: OpeningHours
  /** The dates that are stored. A day that is being entered is never folded away, whatever its date so far. */
  stored: readonly string[]
  wrong: Wrong["exceptions"]
  readOnly: boolean
  onChange: (days: OtherDay[]) => void
}

/** Holidays and other days that are not as the week says; those that are over are folded away. */
export function OtherDays({
  hours: { timeZone, exceptions: days },
  stored,
  wrong,
  readOnly,
  onChange,
}: OtherDaysProps) {
  const today = zonedAt(timeZone, minute.value).toPlainDate()
  const list = useRef<HTMLDivElement>(null)
  const focusNext = useRef<"added" | "add" | null>(null)
  useEffect(() => {
    const dates = list.current?.querySelectorAll<HTMLElement>("input[type=date]")
    if (focusNext.current === "added") dates?.[dates.length - 1]?.focus()
    if (focusNext.current === "add") list.current?.querySelector<HTMLElement>(".add-day")?.focus()
    focusNext.current = null
  }, [days.length])

  const isPast = ({ date }: OtherDay) => date < today.toString() && stored.includes(date)
  const past = days.filter(isPast)

  function add() {
    focusNext.current = "added"
    onChange([...days, furtherDay(today, days)])
  }

  function remove(day: OtherDay) {
    focusNext.current = "add"
    onChange(days.filter((each) => each !== day))
  }

  return (
    <div ref={list} class="other-days">
      {past.length === days.length && <p class="field-hint">{words.hours.noOtherDays}</p>}
      {days.map(
        (day, index) =>
          !isPast(day) && (
            <OtherDayFields
              // A day has no name of its own until it is stored: its place in the list is what it is known by.
              key={index}
              day={day}
              wrong={wrong[index] ?? { date: null, hours: [] }}
              readOnly={readOnly}
              onChange={(next) => onChange(days.map((before, each) => (each === index ? next : before)))}
              onRemove={() => remove(day)}
            />
          ),
      )}
      {!readOnly && (
        <div class="settings-actions">
          <Button class="add-day" icon={CalendarPlus} disabled={days.length >= OTHER_DAYS_MAX} onClick={add}>
            {words.hours.addDay}
          </Button>
          <HoursImport days={days} today={today} timeZone={timeZone} onTake={onChange} />
        </div>
      )}
      {past.length > 0 && <PastDays past={past} readOnly={readOnly} onRemove={remove} />}
    </div>
  )
}

type PastDaysProps = { past: readonly OtherDay[]; readOnly: boolean; onRemove: (day: OtherDay) => void }

function PastDays({ past, readOnly, onRemove }: PastDaysProps) {
  return (
    <details class="past-days">
      <summary>{words.hours.past(past.length)}</summary>
      <ul class="settings-list">
        {past.map((day) => (
          <li key={day.date} class="settings-row">
            <span class="settings-row-main">
              <span>
                {dateInWords(day.date)} <bdi>{day.name}</bdi>
              </span>
              <span class="field-hint">{hoursInWords(day.hours)}</span>
            </span>
            {!readOnly && (
              <IconButton
                icon={Trash2}
                label={words.hours.removeDay(dateInWords(day.date))}
                onClick={() => onRemove(day)}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
