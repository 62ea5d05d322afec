import { useState } from "preact/hooks"
import { stepWords } from "../../../../locales/steps"

type PercentFieldProps = {
  share: number
  error: string | undefined
  errorId: string
  onChange: (share: number) => void
}

/** A share of the target, entered in hundredths. */
export function PercentField({ share, error, errorId, onChange }: PercentFieldProps) {
  const [typed, setTyped] = useState("")
  // What was typed stays as it was typed, even an empty field, until the share becomes another from outside.
  const [last, setLast] = useState<number | null>(null)
  const value = last === share ? typed : String(hundredths(share * 100))

  function type(next: string): void {
    const typedShare = hundredths(Number(next) || 0) / 100
    setTyped(next)
    setLast(typedShare)
    onChange(typedShare)
  }

  return (
    <label class="count-field">
      <input
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        value={value}
        aria-invalid={error !== undefined}
        {...(error ? { "aria-describedby": errorId } : {})}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {stepWords.percent}
    </label>
  )
}

/** To the hundredth of a percent, which is as fine as anybody means it. */
const hundredths = (percents: number) => Math.round(percents * 100) / 100
