import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { words } from "../../locales/entry"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { navigate, route } from "../../state/route"
import { type SignInOutcome, session, signIn } from "../../state/session"
import { CodeForm } from "./code-form"
import { Entry, Wrong } from "./entry"

type State = "ready" | "going" | Exclude<SignInOutcome, "signed-in">

const arrived = () => {
  if (route.value.screen === "sign-in") openInbox()
}

/** The sign-in screen. Whoever came by a deep link stands there again once signed in. */
export function SignIn() {
  const [state, setState] = useState<State>("ready")
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)

  useEffect(() => email.current?.focus(), [])
  useEffect(() => {
    if (state === "wrong") password.current?.select()
  }, [state])
  useEffect(() => {
    if (session.value === "signed-in" && route.value.screen === "sign-in") openInbox()
  }, [session.value])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (state === "going") return
    setState("going")
    const outcome = await signIn(email.current?.value.trim() ?? "", password.current?.value ?? "")
    if (outcome !== "signed-in") setState(outcome)
    else arrived()
  }

  const { signIn: t } = words
  if (state === "code-owed") return <CodeForm onIn={arrived} onBeginAgain={() => setState("begin-again")} />
  return (
    <Entry title={t.title}>
      <form class="entry-form" onSubmit={submit}>
        <TextField label={t.email} type="email" name="email" autoComplete="username" required inputRef={email} />
        <TextField
          label={t.password}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          inputRef={password}
        />
        <Wrong>{wrongOf(state)}</Wrong>
        <Button type="submit" look="strong" aria-disabled={state === "going"}>
          {state === "going" ? t.going : t.go}
        </Button>
      </form>
      <details>
        <summary>{t.forgotten}</summary>
        <p>{t.forgottenNext}</p>
      </details>
    </Entry>
  )
}

const openInbox = () => navigate({ screen: "inbox", list: "waiting" }, { replace: true })

function wrongOf(state: State): string | null {
  if (state === "wrong") return words.signIn.wrong
  if (state === "begin-again") return words.secondFactor.again
  if (state === "too-often") return words.signIn.tooOften
  return state === "unreachable" ? words.signIn.unreachable : null
}
