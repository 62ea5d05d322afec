import { Plus, X } from "lucide"
import { useEffect, useId, useRef } from "preact/hooks"
import { words } from "../../locales/settings"
import { Button, IconButton } from "../../parts/button"
import { HOURS_OF_A_DAY_MAX } from "../../state/hours-limits"
import { END_OF_DAY, furtherHours, type Hours } from "../../state/settings-hours"
import type { WrongHours } from "./hours-wrong"

type DayHoursProps = {
  /** The day, as its fields are read out. */
  day: string
  hours: readonly Hours[]
  wrong: readonly (WrongHours | null)[]
  readOnly: boolean
  onChange: (hours: Hours[]) => void
}

/** The hours of one day, as many as it has; none means closed. */
export function DayHours({ day, hours, wrong, readOnly, onChange }: DayHoursProps) {
  const place = useRef<HTMLDivElement>(null)
  const focusNext = useRef<"added" | "add" | null>(null)
  useEffect(() => {
    const fields = place.current?.querySelectorAll<HTMLElement>("input")
    if (focusNext.current === "added") fields?.[fields.length - 2]?.focus()
    if (focusNext.current === "add") place.current?.querySelector<HTMLElement>(".hours-add")?.focus()
    focusNext.current = null
  }, [hours.length])

  function add() {
    focusNext.current = "added"
    onChange([...hours, furtherHours(hours)])
  }

  function remove(index: number) {
    focusNext.current = "add"
    onChange(hours.filter((_, each) => each !== index))
  }

  return (
    <div ref={place} class="hours-of-day" style={{ "--row": Math.max(1, hours.length) }}>
      {hours.length === 0 && <span class="hours-closed">{words.hours.closed}</span>}
      {hours.map((each, index) => (
        <HoursFields
          // Hours have no name of their own: their place in the day is what they are known by.
          key={index}
          day={day}
          hours={each}
          wrong={wrong[index] ?? null}
          readOnly={readOnly}
          onChange={(next) => onChange(hours.map((before, at) => (at === index ? next : before)))}
          onRemove={() => remove(index)}
        />
      ))}
      {!readOnly && hours.length < HOURS_OF_A_DAY_MAX && (
        <Button class="hours-add" look="quiet" icon={Plus} aria-label={words.hours.addTo(day)} onClick={add}>
          {words.hours.add}
        </Button>
      )}
    </div>
  )
}

type HoursFieldsProps = {
  day: string
  hours: Hours
  wrong: WrongHours | null
  readOnly: boolean
  onChange: (hours: Hours) => void
  onRemove: () => void
}

function HoursFields({ day, hours, wrong, readOnly, onChange, onRemove }: HoursFieldsProps) {
  const id = useId()
  const hint = wrong === null ? hintFor(hours) : null
  const below = { "aria-describedby": `${id}-below` }
  const isWrong = (time: string) => wrong !== null && (wrong !== "missing" || time === "")
  return (
    <div class="hours-fields">
      <input
        type="time"
        value={hours.from}
        readOnly={readOnly}
        aria-label={words.hours.from(day)}
        aria-invalid={isWrong(hours.from)}
        {...below}
        onInput={(event) => onChange({ ...hours, from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        value={hours.to === END_OF_DAY ? "00:00" : hours.to}
        readOnly={readOnly}
        aria-label={words.hours.until(day)}
        aria-invalid={isWrong(hours.to)}
        {...below}
        onInput={(event) => onChange({ ...hours, to: endOf(event.currentTarget.value) })}
      />
      {!readOnly && <IconButton icon={X} label={words.hours.remove(day)} onClick={onRemove} />}
      <p id={`${id}-below`} class={wrong ? "field-error" : "field-hint"}>
        {wrong ? words.hours.wrong[wrong] : hint}
      </p>
    </div>
  )
}

/** A field for times knows no 24:00: midnight as an end is the end of the day. */
const endOf = (typed: string) => (typed === "00:00" ? END_OF_DAY : typed)

function hintFor({ from, to }: Hours): string | null {
  if (from === "00:00" && to === END_OF_DAY) return words.hours.wholeDay
  return from !== "" && to !== "" && to < from ? words.hours.untilNextDay : null
}
