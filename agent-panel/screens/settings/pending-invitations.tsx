import { useState } from "preact/hooks"
import type { Invitation } from "../../../shared/protocol/types"
import { dayAndTime } from "../../locales/format"
import { words } from "../../locales/settings"
import { Avatar } from "../../parts/avatar"
import { Button } from "../../parts/button"
import { errorText } from "../../state/actions"
import { now } from "../../state/clock"
import { colleagues } from "../../state/people"
import { type Invited, invitations, invite, revokeInvitation } from "../../state/settings-people"
import { say } from "../../state/toasts"
import { LinkDialog } from "./invite-dialog"
import { Part, Shown } from "./section"

/** Those who were invited and have not come yet. */
export function PendingInvitations() {
  return (
    <Shown of={invitations}>
      {(all) => {
        // Whoever came in while this page was open is a colleague now.
        const pending = all.filter(({ email }) => !colleagues.value.some((colleague) => colleague.email === email))
        return (
          pending.length > 0 && (
            <Part title={words.people.pending}>
              <ul class="settings-list">
                {pending.map((invitation) => (
                  <Pending key={invitation.id} invitation={invitation} />
                ))}
              </ul>
            </Part>
          )
        )
      }}
    </Shown>
  )
}

function Pending({ invitation }: { invitation: Invitation }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  const { id, name, email, role, expiresAt } = invitation
  const expired = expiresAt <= now.value

  async function makeNewLink() {
    const outcome = await invite({ name, email, role })
    if ("code" in outcome) say(errorText(outcome))
    else setInvited(outcome)
  }

  async function revoke() {
    const failure = await revokeInvitation(invitation)
    say(failure ? errorText(failure) : words.people.revoked(name))
  }

  return (
    <li class="settings-row">
      <Avatar name={name} id={id} />
      <span class="settings-row-main">
        <bdi class="one-line">{name}</bdi>
        <span class="field-hint">
          {email} · {words.people.roles[role]} ·{" "}
          {expired ? words.people.expired : words.people.until(dayAndTime(expiresAt))}
        </span>
      </span>
      <span class="settings-row-actions">
        <Button look="quiet" onClick={() => void makeNewLink()}>
          {words.people.newLink}
        </Button>
        <Button look="quiet" onClick={() => void revoke()}>
          {words.people.revoke}
        </Button>
      </span>
      {invited && <LinkDialog invited={invited} onClose={() => setInvited(null)} />}
    </li>
  )
}
