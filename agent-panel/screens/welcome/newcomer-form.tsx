import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { PASSWORD_MIN_LENGTH } from "../../../shared/password-length"
import { words } from "../../locales/entry"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { comeIn, type Hindrance, type Invited, invitation } from "../../state/welcome"
import { Wrong } from "../sign-in/entry"

type Missing = { name?: string; email?: string; password?: string }

/** What a new agent gives of themselves: a name and a password, the first owner an e-mail address too. */
export function NewcomerForm({ token, invited }: { token: string; invited: Invited }) {
  const [going, setGoing] = useState(false)
  const [missing, setMissing] = useState<Missing>({})
  const [hindrance, setHindrance] = useState<Hindrance | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const { welcome: t } = words

  useEffect(() => focusFirst(form.current, "input:not([readonly])"), [])
  useEffect(() => focusFirst(form.current, "[aria-invalid=true]"), [missing])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? "")
    const newcomer = { name: text("name").trim(), email: text("email").trim(), password: text("password") }
    const found = missingIn(newcomer)
    setMissing(found)
    setHindrance(null)
    if (Object.keys(found).length > 0) return
    setGoing(true)
    const stopped = await comeIn(token, newcomer)
    setGoing(false)
    if (stopped === "useless") invitation.value = "useless"
    else if (stopped === "weak") setMissing({ password: t.passwordWeak })
    else if (stopped === "email") setMissing({ email: t.emailWrong })
    else setHindrance(stopped)
  }

  return (
    <form ref={form} class="entry-form" onSubmit={submit} noValidate>
      <TextField
        label={t.email}
        type="email"
        name="email"
        autoComplete="username"
        readOnly={invited.email !== null}
        defaultValue={invited.email ?? ""}
        hint={t.emailHint}
        error={missing.email}
      />
      <TextField
        label={t.name}
        name="name"
        autoComplete="name"
        maxLength={100}
        defaultValue={invited.name ?? ""}
        hint={t.nameHint}
        error={missing.name}
      />
      <TextField
        label={t.password}
        type="password"
        name="password"
        autoComplete="new-password"
        maxLength={128}
        hint={t.passwordHint}
        error={missing.password}
      />
      <Wrong>{hindranceText(hindrance)}</Wrong>
      <Button type="submit" look="strong" aria-disabled={going}>
        {going ? t.going : t.go}
      </Button>
    </form>
  )
}

function focusFirst(form: HTMLFormElement | null, selector: string): void {
  form?.querySelector<HTMLInputElement>(selector)?.focus()
}

function missingIn({ name, email, password }: { name: string; email: string; password: string }): Missing {
  const { welcome: t } = words
  const found: Missing = {}
  if (email === "") found.email = t.missing
  else if (!/^\S+@\S+\.\S+$/.test(email)) found.email = t.emailWrong
  if (name === "") found.name = t.missing
  if (password === "") found.password = t.missing
  else if (password.length < PASSWORD_MIN_LENGTH)
    found.password = t.passwordShort(PASSWORD_MIN_LENGTH - password.length)
  return found
}

function hindranceText(hindrance: Hindrance | null): string | null {
  if (hindrance === "taken") return words.welcome.taken
  if (hindrance === "too-often") return words.welcome.tooOften
  return hindrance === "unreachable" ? words.welcome.failed : null
}
