import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { words } from "../../locales/entry"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { type SignInOutcome, showCode } from "../../state/session"
import { Entry, Wrong } from "./entry"

type Kind = "code" | "recovery-code"
type State = "ready" | "going" | Exclude<SignInOutcome, "signed-in" | "begin-again">

/** The second step of signing in: the code of now, or one of those that were kept for when the phone is gone. */
export function CodeForm({ onIn, onBeginAgain }: { onIn: () => void; onBeginAgain: () => void }) {
  const [kind, setKind] = useState<Kind>("code")
  const [state, setState] = useState<State>("ready")
  const field = useRef<HTMLInputElement>(null)
  const { secondFactor: t, signIn } = words

  useEffect(() => field.current?.focus(), [kind])
  useEffect(() => {
    if (state !== "ready" && state !== "going") field.current?.select()
  }, [state])

  function change(to: Kind) {
    if (field.current) field.current.value = ""
    setState("ready")
    setKind(to)
  }

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (state === "going") return
    setState("going")
    const outcome = await showCode(kind, field.current?.value.trim() ?? "")
    if (outcome === "signed-in") onIn()
    else if (outcome === "begin-again") onBeginAgain()
    else setState(outcome)
  }

  return (
    <Entry title={t.codeTitle} says={kind === "code" ? t.codeSays : t.recoverySays}>
      <form class="entry-form" onSubmit={submit}>
        <TextField
          label={kind === "code" ? t.code : t.recovery}
          name="code"
          autoComplete={kind === "code" ? "one-time-code" : "off"}
          inputMode={kind === "code" ? "numeric" : "text"}
          maxLength={40}
          required
          inputRef={field}
        />
        <Wrong>{wrongOf(kind, state)}</Wrong>
        <Button type="submit" look="strong" aria-disabled={state === "going"}>
          {state === "going" ? signIn.going : t.confirm}
        </Button>
        <Button look="quiet" onClick={() => change(kind === "code" ? "recovery-code" : "code")}>
          {kind === "code" ? t.useRecovery : t.useCode}
        </Button>
      </form>
      {kind === "recovery-code" && (
        <details>
          <summary>{t.lost}</summary>
          <p>{t.lostNext}</p>
        </details>
      )}
    </Entry>
  )
}

function wrongOf(kind: Kind, state: State): string | null {
  const { secondFactor: t, signIn } = words
  if (state === "wrong") return kind === "code" ? t.codeWrong : t.recoveryWrong
  if (state === "used") return t.codeUsed
  if (state === "too-often") return signIn.tooOften
  return state === "unreachable" ? signIn.unreachable : null
}
