import { useId, useState } from "preact/hooks"
import { addOpenTime } from "../../../shared/opening-hours"
import type { OpeningHours } from "../../../shared/protocol/types"
import { lengthInWords } from "../../locales/format"
import { words } from "../../locales/settings"
import { TARGET_MAX_MS, TARGET_MIN_MS } from "../../state/settings-targets"
import { momentIn } from "./hours-follows"
import { minute } from "./minute"
import { TargetRing } from "./target-ring"

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
/** The panel calls the last quarter of a target urgent (shared/timer.ts). */
const URGENT_SHARE = 0.25

type TargetFieldProps = {
  targetMs: number
  hours: OpeningHours | null
  scale: number
  readOnly: boolean
  onChange: (targetMs: number) => void
}

/** A target in minutes and seconds, beside its ring and what it means for whoever writes now. */
export function TargetField({ targetMs, hours, scale, readOnly, onChange }: TargetFieldProps) {
  const [minutes, setMinutes] = useState(String(Math.floor(targetMs / MINUTE_MS)))
  const [seconds, setSeconds] = useState(String(Math.round((targetMs % MINUTE_MS) / SECOND_MS)))
  const id = useId()
  const fits = targetMs >= TARGET_MIN_MS && targetMs <= TARGET_MAX_MS

  function change(nextMinutes: string, nextSeconds: string) {
    setMinutes(nextMinutes)
    setSeconds(nextSeconds)
    onChange(countOf(nextMinutes) * MINUTE_MS + countOf(nextSeconds) * SECOND_MS)
  }

  return (
    <div class="target">
      <TargetRing targetMs={targetMs} scale={scale} />
      <div class="target-says">
        <div class="target-numbers">
          <CountField
            label={words.targets.minutes}
            value={minutes}
            readOnly={readOnly}
            describedBy={`${id}-means`}
            onInput={(next) => change(next, seconds)}
          />
          <CountField
            label={words.targets.seconds}
            value={seconds}
            readOnly={readOnly}
            describedBy={`${id}-means`}
            onInput={(next) => change(minutes, next)}
          />
        </div>
        <p id={`${id}-means`} class={fits ? "target-means" : "field-error"}>
          {fits ? meaning(targetMs, hours) : words.targets.range}
        </p>
        <p class="field-hint">{words.targets.scale(lengthInWords(scale))}</p>
      </div>
    </div>
  )
}

/** While it is closed the clock stands, so the answer comes after the next opening. */
function meaning(targetMs: number, hours: OpeningHours | null): string {
  const due = addOpenTime(hours, minute.value, targetMs)
  if (due === null) return words.hours.never
  const { time, day } = momentIn(hours, due, minute.value)
  return words.targets.means(day ? `${time} ${day}` : time, lengthInWords(targetMs * URGENT_SHARE))
}

const countOf = (typed: string) => Math.max(0, Math.floor(Number(typed) || 0))

type CountFieldProps = {
  label: string
  value: string
  readOnly: boolean
  describedBy: string
  onInput: (value: string) => void
}

function CountField({ label, value, readOnly, describedBy, onInput }: CountFieldProps) {
  return (
    <label class="count-field">
      <input
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        value={value}
        readOnly={readOnly}
        aria-describedby={describedBy}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {label}
    </label>
  )
}
