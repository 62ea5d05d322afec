import { useId } from "preact/hooks"

type SliderProps = {
  label: string
  /** What the value means, as it is shown and read out. */
  says: string
  value: number
  min: number
  max: number
  step?: number
  onChange: (value: number) => void
}

/** A number that is tried out: what follows from it is seen while it moves. */
export function Slider({ label, says, onChange, ...range }: SliderProps) {
  const id = useId()
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{says}</output>
      <input
        {...range}
        id={id}
        type="range"
        aria-valuetext={says}
        style={{ "--filled": String((range.value - range.min) / Math.max(1, range.max - range.min)) }}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  )
}
