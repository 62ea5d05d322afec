import "./when.css"
import { useId, useState } from "preact/hooks"
import { t } from "../locales"
import { whenBeside } from "../locales/format"
import { serverTime } from "../state/clock"
import { fieldOf, type Moment, momentIn } from "../state/moments"
import { Button } from "./button"

type WhenProps = {
  /** What follows from the choice, above the moments. */
  hint: string
  moments: readonly (Moment & { label: string })[]
  /** What choosing another time does, as a verb. */
  ownLabel: string
  onChoose: (at: number) => void
}

const NEXT_FIELD_MS = 30 * 60_000

/** Moments to choose from, and any other by date and time, in the zone of whoever chooses. */
export function When({ hint, moments, ownLabel, onChoose }: WhenProps) {
  return (
    <div class="when">
      <p class="field-hint">{hint}</p>
      <div>
        {moments.map(({ name, at, label }) => (
          <button key={name} type="button" class="menu-item" onClick={() => onChoose(at)}>
            <span class="menu-label">{label}</span>
            <span class="menu-hint">{whenBeside(at, serverTime())}</span>
          </button>
        ))}
      </div>
      <Own label={ownLabel} onChoose={onChoose} />
    </div>
  )
}

function Own({ label, onChoose }: { label: string; onChoose: (at: number) => void }) {
  const id = useId()
  const [field, setField] = useState(() => fieldOf(serverTime() + NEXT_FIELD_MS))
  const [isPast, setIsPast] = useState(false)
  const choose = (event: SubmitEvent) => {
    event.preventDefault()
    const at = momentIn(field)
    if (at !== null && at > serverTime()) onChoose(at)
    else setIsPast(true)
  }
  return (
    <form class="when-own" noValidate onSubmit={choose}>
      <label for={id}>{t.later.own}</label>
      <input
        id={id}
        type="datetime-local"
        min={fieldOf(serverTime())}
        value={field}
        aria-invalid={isPast}
        aria-describedby={`${id}-wrong`}
        onInput={(event) => {
          setField(event.currentTarget.value)
          setIsPast(false)
        }}
      />
      <Button type="submit">{label}</Button>
      <p id={`${id}-wrong`} class="field-error" role="alert">
        {isPast && t.later.past}
      </p>
    </form>
  )
}
