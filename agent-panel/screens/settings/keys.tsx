import { KeyRound, Plus, Trash2 } from "lucide"
import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { ApiKey } from "../../../shared/protocol/types"
import { shortWhen } from "../../locales/format"
import { words } from "../../locales/settings"
import { Button, IconButton } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { Empty } from "../../parts/empty"
import { TextField } from "../../parts/text-field"
import { errorText } from "../../state/actions"
import { serverTime } from "../../state/clock"
import { agentBy } from "../../state/people"
import { apiKeys, type MadeKey, makeKey, revokeKey } from "../../state/settings-keys"
import { say } from "../../state/toasts"
import { Confirm } from "./confirm"
import { CopyField } from "./copy-field"
import { isOwner, Section, Shown } from "./section"

/** Keys for programs. */
export function Keys() {
  const [making, setMaking] = useState(false)
  const make = isOwner() && (
    <Button icon={Plus} onClick={() => setMaking(true)}>
      {words.keys.make}
    </Button>
  )
  return (
    <Section name="keys" says={words.keys.says} action={make}>
      {isOwner() && <Shown of={apiKeys}>{(keys) => <KeyList keys={keys} />}</Shown>}
      {making && <MakeDialog onClose={() => setMaking(false)} />}
    </Section>
  )
}

function KeyList({ keys }: { keys: readonly ApiKey[] }) {
  if (keys.length === 0) {
    return (
      <Empty icon={KeyRound} title={words.keys.none}>
        {words.keys.noneNext}
      </Empty>
    )
  }
  return (
    <ul class="settings-list">
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} />
      ))}
    </ul>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [revoking, setRevoking] = useState(false)
  const { name, agentId, lastUsedAt } = apiKey
  const used = lastUsedAt === null ? words.keys.unused : words.keys.used(shortWhen(lastUsedAt, serverTime()))

  async function revoke() {
    const failure = await revokeKey(apiKey)
    if (failure === null) say(words.keys.revoked(name))
    return failure
  }

  return (
    <li class="settings-row">
      <span class="settings-row-main">
        <bdi class="one-line">{name}</bdi>
        <span class="field-hint">
          {words.keys.by(agentBy(agentId)?.name ?? "")} · {used}
        </span>
      </span>
      <IconButton icon={Trash2} label={words.keys.revoke(name)} onClick={() => setRevoking(true)} />
      {revoking && (
        <Confirm
          title={words.keys.revokeTitle(name)}
          says={words.keys.revokeSays}
          does={words.keys.revokeDo}
          act={revoke}
          onClose={() => setRevoking(false)}
        />
      )}
    </li>
  )
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<MadeKey | null>(null)
  if (made === null) {
    return (
      <Dialog title={words.keys.makeTitle} onClose={onClose}>
        <MakeForm onMade={setMade} />
      </Dialog>
    )
  }
  return (
    <Dialog title={words.keys.secretTitle(made.apiKey.name)} onClose={onClose}>
      <div class="settings-form">
        <p>{words.keys.secretSays}</p>
        <CopyField label={words.keys.secret} text={made.secret} takesFocus />
        <div class="dialog-foot">
          <Button onClick={onClose}>{words.people.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}

function MakeForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const [wrong, setWrong] = useState<string | undefined>()
  const [going, setGoing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = field.current?.value.trim() ?? ""
    if (name === "") return setWrong(words.missing)
    if (going) return
    setGoing(true)
    const outcome = await makeKey(name)
    setGoing(false)
    if ("code" in outcome) setWrong(errorText(outcome))
    else onMade(outcome)
  }

  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <TextField
        label={words.keys.name}
        maxLength={100}
        autoComplete="off"
        hint={words.keys.nameHint}
        error={wrong}
        inputRef={field}
      />
      <div class="dialog-foot">
        <Button type="submit" look="strong" aria-disabled={going}>
          {words.keys.makeDo}
        </Button>
      </div>
    </form>
  )
}
