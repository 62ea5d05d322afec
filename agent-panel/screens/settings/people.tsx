import { Trash2, UserPlus, UsersRound } from "lucide"
import { useState } from "preact/hooks"
import type { Agent, Role } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { words } from "../../locales/settings"
import { Avatar } from "../../parts/avatar"
import { Button, IconButton } from "../../parts/button"
import { Empty } from "../../parts/empty"
import { errorText } from "../../state/actions"
import { agents, colleagues, me, presenceOf, teamsOf } from "../../state/people"
import { removeAgent, saveAgent } from "../../state/settings-people"
import { say } from "../../state/toasts"
import { Capacity } from "./capacity"
import { Confirm } from "./confirm"
import { InviteDialog } from "./invite-dialog"
import { PendingInvitations } from "./pending-invitations"
import { RequireSecondFactor } from "./require-second-factor"
import { ROLES } from "./roles"
import { isOwner, Section } from "./section"

/** Who answers, with what role, and who is invited. */
export function People() {
  const [inviting, setInviting] = useState(false)
  const invite = isOwner() && (
    <Button look="strong" icon={UserPlus} onClick={() => setInviting(true)}>
      {words.people.invite}
    </Button>
  )
  const gone = agents.value.filter((agent) => agent.removed)
  return (
    <Section name="people" says={words.people.says} action={invite}>
      <ul class="settings-list people">
        {colleagues.value.map((agent) => (
          <Person key={agent.id} agent={agent} />
        ))}
      </ul>
      {isOwner() && <PendingInvitations />}
      {colleagues.value.length === 1 && (
        <Empty icon={UsersRound} title={words.people.alone}>
          {words.people.aloneNext}
        </Empty>
      )}
      {gone.length > 0 && <RemovedPeople gone={gone} />}
      {isOwner() && <RequireSecondFactor />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Section>
  )
}

function Person({ agent }: { agent: Agent }) {
  const [removing, setRemoving] = useState(false)
  const presence = presenceOf(agent)
  const isMe = agent.id === me.value?.id
  const owners = colleagues.value.filter(({ role }) => role === "owner").length
  const isLastOwner = agent.role === "owner" && owners === 1
  return (
    <li class="settings-row">
      <Avatar name={agent.name} id={agent.id} presence={presence} />
      <span class="settings-row-main">
        <span class="person-name">
          <bdi class="one-line">{agent.name}</bdi>
          {isMe && <span class="field-hint">{words.people.you}</span>}
        </span>
        <span class="field-hint one-line">
          {agent.email} · {t.presence[presence]}
        </span>
        <TeamsOf agent={agent} />
      </span>
      <Capacity agent={agent} />
      {isOwner() ? (
        <>
          <RoleChoice agent={agent} isLastOwner={isLastOwner} />
          <IconButton
            icon={Trash2}
            label={isLastOwner ? words.people.lastOwner : words.people.remove(agent.name)}
            aria-disabled={isLastOwner}
            onClick={() => (isLastOwner ? say(words.people.lastOwner) : setRemoving(true))}
          />
        </>
      ) : (
        <span class="field-hint" title={words.people.roleSays[agent.role]}>
          {words.people.roles[agent.role]}
        </span>
      )}
      {removing && <RemoveDialog agent={agent} onClose={() => setRemoving(false)} />}
    </li>
  )
}

function TeamsOf({ agent }: { agent: Agent }) {
  const names = teamsOf(agent.id).map(({ name }) => name)
  if (names.length === 0) return null
  return (
    <span class="field-hint">
      {words.sections.teams}: {names.join(", ")}
    </span>
  )
}

function RoleChoice({ agent, isLastOwner }: { agent: Agent; isLastOwner: boolean }) {
  async function choose(select: HTMLSelectElement) {
    const role = select.value as Role
    const failure = isLastOwner ? null : await saveAgent(agent.id, { role })
    if (!isLastOwner && failure === null) return say(words.people.roleChanged(agent.name, words.people.roles[role]))
    select.value = agent.role
    say(failure ? errorText(failure) : words.people.lastOwner)
  }
  return (
    <select
      class="role-choice"
      aria-label={words.people.roleOf(agent.name)}
      title={words.people.roleSays[agent.role]}
      value={agent.role}
      onChange={(event) => void choose(event.currentTarget)}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {words.people.roles[role]}
        </option>
      ))}
    </select>
  )
}

function RemoveDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  async function remove() {
    const failure = await removeAgent(agent.id)
    if (failure === null) say(words.people.removedNow(agent.name))
    return failure
  }
  return (
    <Confirm
      title={words.people.removeTitle(agent.name)}
      says={words.people.removeSays}
      does={words.people.removeDo}
      act={remove}
      onClose={onClose}
    />
  )
}

function RemovedPeople({ gone }: { gone: readonly Agent[] }) {
  return (
    <details class="settings-part removed-people">
      <summary>{words.people.removed(gone.length)}</summary>
      <ul class="settings-list">
        {gone.map(({ id, name, email }) => (
          <li key={id} class="settings-row">
            <Avatar name={name} id={id} />
            <span class="settings-row-main">
              <bdi class="one-line">{name}</bdi>
              <span class="field-hint one-line">{email}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
