import { Check, Copy } from "lucide"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"

const COPIED_FOR_MS = 2_000

type CopyFieldProps = {
  label: string
  text: string
  /** Whether to copy is the next thing to do. */
  takesFocus?: boolean
}

/** A text to take away. Where the browser does not let a page copy, it is marked, ready for the keys. */
export function CopyField({ label, text, takesFocus = false }: CopyFieldProps) {
  const [state, setState] = useState<"ready" | "copied" | "marked">("ready")
  const field = useRef<HTMLTextAreaElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (takesFocus) root.current?.querySelector("button")?.focus()
  }, [takesFocus])
  useEffect(() => {
    if (state !== "copied") return
    const timer = setTimeout(() => setState("ready"), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState("copied")
    } catch {
      // No clipboard without https, or it is forbidden here: the person copies by hand.
      field.current?.select()
      setState("marked")
    }
  }

  return (
    <div ref={root} class="copy-field">
      <label class="unseen" for={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        readOnly
        rows={1}
        value={text}
        spellcheck={false}
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button icon={state === "copied" ? Check : Copy} onClick={() => void copy()}>
        <span aria-live="polite">{state === "copied" ? words.copied : words.copy}</span>
      </Button>
      {state === "marked" && (
        <p class="field-hint" role="status">
          {words.copyByHand}
        </p>
      )}
    </div>
  )
}
