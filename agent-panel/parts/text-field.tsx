import "./field.css"
import type { AllHTMLAttributes, Ref } from "preact"
import { useId } from "preact/hooks"

type Native = Pick<
  AllHTMLAttributes<HTMLInputElement>,
  | "autoComplete"
  | "defaultValue"
  | "disabled"
  | "inputMode"
  | "maxLength"
  | "minLength"
  | "name"
  | "onBlur"
  | "onInput"
  | "onKeyDown"
  | "placeholder"
  | "readOnly"
  | "required"
>

type TextFieldProps = Native & {
  value?: string
  label: string
  type?: "text" | "email" | "password" | "tel" | "search" | "url"
  hint?: string | undefined
  /** What is wrong with what was entered, in a sentence. */
  error?: string | undefined
  inputRef?: Ref<HTMLInputElement>
}

/** A labelled field of one line with room for a hint or for what is wrong. */
export function TextField({ label, type = "text", hint, error, inputRef, ...native }: TextFieldProps) {
  const id = useId()
  const below = error ?? hint
  return (
    <div class="text-field">
      <label for={id}>{label}</label>
      <input
        {...native}
        {...(inputRef ? { ref: inputRef } : {})}
        id={id}
        // Preact types each kind of input apart; what is passed here is common to all of ours.
        type={type as "text"}
        dir="auto"
        aria-invalid={error !== undefined}
        {...(below ? { "aria-describedby": `${id}-below` } : {})}
      />
      {below && (
        <p id={`${id}-below`} class={error ? "field-error" : "field-hint"} role={error ? "alert" : undefined}>
          {below}
        </p>
      )}
    </div>
  )
}
