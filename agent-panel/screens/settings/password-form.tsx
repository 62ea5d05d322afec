import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { PASSWORD_MIN_LENGTH } from "../../../shared/password-length"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { me } from "../../state/people"
import { changePassword, type PasswordOutcome } from "../../state/settings-password"
import { say } from "../../state/toasts"

const PASSWORD_MAX_LENGTH = 128

type Wrong = { current?: string; fresh?: string }

/** Changes one's password: the one of now first, as proof that it is oneself. */
export function PasswordForm() {
  const [wrong, setWrong] = useState<Wrong>({})
  const [going, setGoing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [wrong])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    const given = new FormData(event.currentTarget)
    const current = String(given.get("current") ?? "")
    const fresh = String(given.get("fresh") ?? "")
    const found = wrongWith(current, fresh)
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setGoing(true)
    const outcome = await changePassword(current, fresh)
    setGoing(false)
    if (outcome !== "changed") return setWrong(wrongFor(outcome))
    form.current?.reset()
    say(words.profile.changed)
  }

  return (
    <form ref={form} class="settings-form" onSubmit={submit} noValidate>
      {/* For password managers, which keep a password together with whom it belongs to. */}
      <input
        class="unseen"
        type="email"
        autocomplete="username"
        value={me.value?.email ?? ""}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <TextField
        label={words.profile.current}
        type="password"
        name="current"
        autoComplete="current-password"
        maxLength={PASSWORD_MAX_LENGTH}
        error={wrong.current}
      />
      <TextField
        label={words.profile.fresh}
        type="password"
        name="fresh"
        autoComplete="new-password"
        maxLength={PASSWORD_MAX_LENGTH}
        hint={words.profile.freshHint}
        error={wrong.fresh}
      />
      <div class="settings-actions">
        <Button type="submit" aria-disabled={going}>
          {going ? words.profile.changing : words.profile.change}
        </Button>
      </div>
    </form>
  )
}

function wrongWith(current: string, fresh: string): Wrong {
  const found: Wrong = {}
  if (current === "") found.current = words.missing
  if (fresh === "") found.fresh = words.missing
  else if (fresh.length < PASSWORD_MIN_LENGTH) found.fresh = words.profile.short(PASSWORD_MIN_LENGTH - fresh.length)
  return found
}

function wrongFor(outcome: Exclude<PasswordOutcome, "changed">): Wrong {
  if (outcome === "current-wrong") return { current: words.profile.currentWrong }
  if (outcome === "weak") return { fresh: words.profile.weak }
  return { fresh: outcome === "too-often" ? words.profile.tooOften : words.profile.unreachable }
}
