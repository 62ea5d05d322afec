import "./switch.css"
import { useId } from "preact/hooks"

type SwitchProps = {
  label: string
  hint?: string | undefined
  on: boolean
  disabled?: boolean
  onSwitch: (on: boolean) => void
}

/** Something that is on or off, at once. */
export function Switch({ label, hint, on, disabled = false, onSwitch }: SwitchProps) {
  const id = useId()
  return (
    <div class="switch-line">
      <label for={id}>{label}</label>
      <button
        id={id}
        type="button"
        role="switch"
        class="switch"
        aria-checked={on}
        disabled={disabled}
        {...(hint ? { "aria-describedby": `${id}-hint` } : {})}
        onClick={() => onSwitch(!on)}
      >
        <span class="switch-knob" />
      </button>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
