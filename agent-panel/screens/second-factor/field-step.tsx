import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { waysInWords } from "../../locales/ways-in"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import type { Hindrance } from "../../state/second-factor"

type FieldStepProps = {
  label: string
  /** A password, or a code that changes. */
  kind: "password" | "code"
  go: string
  look?: "strong" | "danger"
  /** Resolves with what stands in the way, or null. */
  act: (entered: string) => Promise<Hindrance | null>
}

/** One thing to enter before it goes on: the password, as proof that it is oneself, or the code of now. */
export function FieldStep({ label, kind, go, look = "strong", act }: FieldStepProps) {
  const { factor: words } = waysInWords
  const [wrong, setWrong] = useState<Hindrance | null>(null)
  const [going, setGoing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (wrong !== null) field.current?.select()
  }, [wrong])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    setGoing(true)
    const hindrance = await act(field.current?.value ?? "")
    setGoing(false)
    setWrong(hindrance)
  }

  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <TextField
        label={label}
        type={kind === "password" ? "password" : "text"}
        name={kind}
        autoComplete={kind === "password" ? "current-password" : "one-time-code"}
        inputMode={kind === "password" ? "text" : "numeric"}
        maxLength={kind === "password" ? 128 : 10}
        error={wrong === null ? undefined : words.wrong[wrong]}
        inputRef={field}
      />
      <div class="settings-actions">
        <Button type="submit" look={look} aria-disabled={going}>
          {going ? words.going : go}
        </Button>
      </div>
    </form>
  )
}
