import { useState } from "preact/hooks"
import { words } from "../../locales/settings"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const UNITS_MS = { days: 24 * HOUR_MS, hours: HOUR_MS, minutes: MINUTE_MS, seconds: SECOND_MS }

export type LengthUnit = keyof typeof UNITS_MS

type LengthFieldProps = {
  /** What the length is of, read out before its units. */
  label: string
  lengthMs: number
  /** From the largest to the smallest. */
  units: readonly LengthUnit[]
  readOnly: boolean
  isWrong?: boolean
  describedBy?: string
  onChange: (lengthMs: number) => void
}

/** A length of time, entered unit by unit. */
export function LengthField({ label, lengthMs, units, isWrong = false, onChange, ...field }: LengthFieldProps) {
  const [typed, setTyped] = useState<readonly string[]>([])
  // What was typed stays as it was typed, even an empty field, until the length becomes another from outside.
  const counts = lengthOf(typed, units) === lengthMs && typed.length > 0 ? typed : countsOf(lengthMs, units)

  function type(index: number, count: string) {
    const next = counts.map((before, each) => (each === index ? count : before))
    setTyped(next)
    onChange(lengthOf(next, units))
  }

  return (
    <fieldset class="length-field">
      <legend class="unseen">{label}</legend>
      {units.map((unit, index) => (
        <CountField
          key={unit}
          {...field}
          label={words.units[unit]}
          value={counts[index] ?? ""}
          isWrong={isWrong}
          onInput={(count) => type(index, count)}
        />
      ))}
    </fieldset>
  )
}

function countsOf(lengthMs: number, units: readonly LengthUnit[]): string[] {
  let restMs = Math.round(lengthMs / SECOND_MS) * SECOND_MS
  return units.map((unit) => {
    const count = Math.floor(restMs / UNITS_MS[unit])
    restMs -= count * UNITS_MS[unit]
    return String(count)
  })
}

const lengthOf = (counts: readonly string[], units: readonly LengthUnit[]) =>
  units.reduce((sum, unit, index) => sum + countIn(counts[index]) * UNITS_MS[unit], 0)

const countIn = (typed = "") => Math.max(0, Math.floor(Number(typed) || 0))

type CountFieldProps = {
  label: string
  value: string
  readOnly: boolean
  isWrong: boolean
  describedBy?: string
  onInput: (value: string) => void
}

function CountField({ label, value, readOnly, isWrong, describedBy, onInput }: CountFieldProps) {
  return (
    <label class="count-field">
      <input
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        value={value}
        readOnly={readOnly}
        aria-invalid={isWrong}
        {...(describedBy ? { "aria-describedby": describedBy } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {label}
    </label>
  )
}
