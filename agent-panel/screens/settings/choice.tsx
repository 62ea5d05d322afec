import { useId } from "preact/hooks"

type ChoiceProps<Value> = {
  label: string
  isLabelUnseen?: boolean
  hint?: string
  value: Value
  options: readonly (readonly [Value, string])[]
  disabled: boolean
  onChoose: (value: Value) => void
}

/** One of a few, side by side. */
export function Choice<Value>({ label, isLabelUnseen, hint, value, options, disabled, onChoose }: ChoiceProps<Value>) {
  const group = useId()
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend class={isLabelUnseen ? "unseen" : undefined}>{label}</legend>
      <div class="segments">
        {options.map(([option, words]) => (
          <label key={words} class="segment">
            <input
              type="radio"
              class="unseen"
              name={group}
              checked={value === option}
              onChange={() => onChoose(option)}
            />
            {words}
          </label>
        ))}
      </div>
      {hint && <p class="field-hint">{hint}</p>}
    </fieldset>
  )
}
