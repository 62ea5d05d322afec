import type { TargetedSubmitEvent } from "preact"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import type { Role } from "../../../shared/protocol/types"
import { dayAndTime } from "../../locales/format"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { TextField } from "../../parts/text-field"
import { errorText } from "../../state/actions"
import { type Invited, type Invitee, invite } from "../../state/settings-people"
import { CopyField } from "./copy-field"
import { ROLES } from "./roles"

/** Invites somebody, then shows the link, which is shown only once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  if (invited) return <LinkDialog invited={invited} onClose={onClose} />
  return (
    <Dialog title={words.people.inviteTitle} onClose={onClose}>
      <InviteForm onInvited={setInvited} />
    </Dialog>
  )
}

type Wrong = { name?: string; email?: string; call?: string }

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const [wrong, setWrong] = useState<Wrong>({})
  const [going, setGoing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector("input")?.focus(), [])
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [wrong])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    const invitee = inviteeIn(new FormData(event.currentTarget))
    const found = wrongWith(invitee)
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setGoing(true)
    const outcome = await invite(invitee)
    setGoing(false)
    if (!("code" in outcome)) return onInvited(outcome)
    if (outcome.code === "conflict") setWrong({ email: words.people.taken })
    else if (outcome.code === "invalid_input") setWrong({ email: words.people.emailWrong })
    else setWrong({ call: errorText(outcome) })
  }

  return (
    <form ref={form} class="settings-form" onSubmit={submit} noValidate>
      <TextField label={words.people.name} name="name" autoComplete="off" maxLength={100} error={wrong.name} />
      <TextField
        label={words.people.email}
        type="email"
        name="email"
        autoComplete="off"
        hint={words.people.emailHint}
        error={wrong.email}
      />
      <RoleField />
      {wrong.call && (
        <p class="field-error" role="alert">
          {wrong.call}
        </p>
      )}
      <div class="dialog-foot">
        <Button type="submit" look="strong" aria-disabled={going}>
          {going ? words.people.making : words.people.make}
        </Button>
      </div>
    </form>
  )
}

function RoleField() {
  const group = useId()
  return (
    <fieldset class="choice">
      <legend>{words.people.role}</legend>
      {ROLES.map((role) => (
        <label key={role} class="role">
          <input
            type="radio"
            name="role"
            value={role}
            defaultChecked={role === "agent"}
            aria-describedby={`${group}-${role}`}
          />
          <span>
            {words.people.roles[role]}
            <span id={`${group}-${role}`} class="field-hint">
              {words.people.roleSays[role]}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function inviteeIn(given: FormData): Invitee {
  const text = (name: string) => String(given.get(name) ?? "").trim()
  return { name: text("name"), email: text("email"), role: text("role") as Role }
}

function wrongWith({ name, email }: Invitee): Wrong {
  const found: Wrong = {}
  if (name === "") found.name = words.missing
  if (email === "") found.email = words.missing
  else if (!/^\S+@\S+\.\S+$/.test(email)) found.email = words.people.emailWrong
  return found
}

/** A link to hand over. */
export function LinkDialog({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const { link, invitation } = invited
  return (
    <Dialog title={words.people.linkTitle(invitation.name)} onClose={onClose}>
      <div class="settings-form">
        <p>{words.people.linkSays(dayAndTime(invitation.expiresAt))}</p>
        <CopyField label={words.people.link} text={link} takesFocus />
        <div class="dialog-foot">
          <Button onClick={onClose}>{words.people.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
