import "./capacity.css"
import { Minus, Plus } from "lucide"
import type { TargetedSubmitEvent } from "preact"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import type { Agent } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { words } from "../../locales/settings"
import { teamWords } from "../../locales/teams"
import { Button, IconButton } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { errorText } from "../../state/actions"
import { CAPACITY_MAX, saveAgent, USUAL_CAPACITY } from "../../state/settings-people"
import { say } from "../../state/toasts"
import { isOwner } from "./section"

/** How many conversations at once somebody is offered; an owner can change it. */
export function Capacity({ agent }: { agent: Agent }) {
  const [changing, setChanging] = useState(false)
  const short = teamWords.capacity.short(agent.capacity)
  if (!isOwner()) return <span class="field-hint">{short}</span>
  return (
    <>
      <Button
        class="capacity"
        look="quiet"
        title={teamWords.capacity.change(agent.name)}
        onClick={() => setChanging(true)}
      >
        <span class="unseen">{agent.name}: </span>
        {short}
      </Button>
      {changing && (
        <Dialog title={teamWords.capacity.title(agent.name)} onClose={() => setChanging(false)}>
          <CapacityForm agent={agent} onDone={() => setChanging(false)} />
        </Dialog>
      )}
    </>
  )
}

function CapacityForm({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const [typed, setTyped] = useState(String(agent.capacity))
  const [over] = useState(agent.capacity)
  const [going, setGoing] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => field.current?.select(), [])
  const capacity = capacityIn(typed)

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    if (capacity === null) return field.current?.focus()
    if (capacity === agent.capacity) return onDone()
    setGoing(true)
    const failure = await saveAgent(agent.id, { capacity })
    setGoing(false)
    if (failure) return setError(errorText(failure))
    say(teamWords.capacity.saved(agent.name, capacity))
    onDone()
  }

  const step = (by: number) => setTyped(String(within((capacity ?? agent.capacity) + by)))
  return (
    <form class="settings-form capacity-form" onSubmit={submit} noValidate>
      <div class="capacity-field">
        <label for={id}>{teamWords.capacity.label}</label>
        <span class="stepper">
          <IconButton
            icon={Minus}
            label={teamWords.capacity.fewer}
            aria-disabled={capacity === 0}
            onClick={() => step(-1)}
          />
          <input
            ref={field}
            id={id}
            type="number"
            inputMode="numeric"
            min={0}
            max={CAPACITY_MAX}
            step={1}
            value={typed}
            aria-invalid={capacity === null}
            aria-describedby={`${id}-means ${id}-usual`}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <IconButton
            icon={Plus}
            label={teamWords.capacity.more}
            aria-disabled={capacity === CAPACITY_MAX}
            onClick={() => step(1)}
          />
        </span>
      </div>
      <p id={`${id}-usual`} class="field-hint">
        {teamWords.capacity.usual(USUAL_CAPACITY)}
      </p>
      <p id={`${id}-means`} class={capacity === null ? "field-error" : "capacity-means"} role="status">
        {capacity === null ? teamWords.capacity.range(CAPACITY_MAX) : teamWords.capacity.means(agent.name, capacity)}
      </p>
      {agent.capacity !== over && <p role="status">{teamWords.capacity.overtaken(agent.capacity)}</p>}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      <div class="dialog-foot">
        <Button onClick={onDone}>{t.common.cancel}</Button>
        <Button type="submit" look="strong" aria-disabled={going}>
          {going ? words.saving : words.save}
        </Button>
      </div>
    </form>
  )
}

/** What was typed, where it is a number that somebody can have. */
function capacityIn(typed: string): number | null {
  const count = Number(typed)
  return /^\d+$/.test(typed.trim()) && count <= CAPACITY_MAX ? count : null
}

const within = (count: number) => Math.min(CAPACITY_MAX, Math.max(0, count))
