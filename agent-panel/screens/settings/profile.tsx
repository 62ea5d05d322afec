import { LogOut } from "lucide"
import type { TargetedSubmitEvent } from "preact"
import { useId, useState } from "preact/hooks"
import { chooseLocale, LOCALES, type Locale, locale, t } from "../../locales"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { errorText } from "../../state/actions"
import { me } from "../../state/people"
import { signOut } from "../../state/session"
import { signOutElsewhere } from "../../state/settings-password"
import { saveAgent } from "../../state/settings-people"
import { sessions } from "../../state/settings-sessions"
import { chooseTheme, THEMES, type Theme, theme } from "../../state/theme"
import { say } from "../../state/toasts"
import { AlertSwitches } from "../shell/alerts"
import { PasswordForm } from "./password-form"
import { SecondFactorPart } from "./second-factor-part"
import { Part, Section } from "./section"
import { SessionsPart } from "./sessions-part"

/** Oneself: name, alerts, how the panel looks and speaks, password, and the way out. */
export function Profile() {
  return (
    <Section name="profile" says={words.profile.says}>
      <Part title={words.profile.you}>
        <NameForm />
      </Part>
      <Part title={words.profile.alerts}>
        <AlertSwitches />
      </Part>
      <Part title={words.profile.appearance}>
        <Appearance />
      </Part>
      <Part title={words.profile.password} says={words.profile.passwordSays}>
        <PasswordForm />
      </Part>
      <SecondFactorPart />
      <SessionsPart />
      <Part title={words.profile.leave} says={words.profile.leaveSays}>
        <div class="settings-actions">
          <Button icon={LogOut} onClick={() => void signOut()}>
            {words.profile.signOut}
          </Button>
          <Button look="quiet" onClick={() => void leaveElsewhere()}>
            {words.profile.signOutOthers}
          </Button>
        </div>
      </Part>
    </Section>
  )
}

async function leaveElsewhere(): Promise<void> {
  const left = await signOutElsewhere()
  say(left ? words.profile.othersOut : words.profile.unreachable)
  if (left) void sessions.fetch()
}

function NameForm() {
  const agent = me.value
  const [name, setName] = useState(agent?.name ?? "")
  const [wrong, setWrong] = useState<string | undefined>()
  if (!agent) return null

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!agent) return
    if (name.trim() === "") return setWrong(words.missing)
    const failure = await saveAgent(agent.id, { name: name.trim() })
    setWrong(failure ? errorText(failure) : undefined)
    if (failure === null) say(words.saved)
  }

  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <TextField
        label={words.profile.name}
        value={name}
        autoComplete="name"
        maxLength={100}
        hint={words.profile.nameHint}
        error={wrong}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <TextField label={words.profile.email} type="email" value={agent.email} readOnly hint={words.profile.emailHint} />
      <div class="settings-actions">
        <Button type="submit" look="strong" disabled={name === agent.name}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

function Appearance() {
  const id = useId()
  return (
    <div class="settings-form">
      <fieldset class="choice">
        <legend>{words.profile.theme}</legend>
        <div class="segments">
          {THEMES.map((name: Theme) => (
            <label key={name} class="segment">
              <input
                type="radio"
                class="unseen"
                name={id}
                checked={theme.value === name}
                onChange={() => chooseTheme(name)}
              />
              {t.me.theme[name]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="text-field">
        <label for={`${id}-language`}>{words.profile.language}</label>
        <select
          id={`${id}-language`}
          value={locale.value}
          onChange={(event) => chooseLocale(event.currentTarget.value as Locale)}
        >
          {LOCALES.map((name) => (
            <option key={name} value={name}>
              {t.me.language[name]}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
