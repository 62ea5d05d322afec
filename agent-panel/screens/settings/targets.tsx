import type { TargetedSubmitEvent } from "preact"
import { useState } from "preact/hooks"
import type { CallError, Policy } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { Switch } from "../../parts/switch"
import { errorText } from "../../state/actions"
import { policies } from "../../state/people"
import { saveTargets, TARGET_MAX_MS, TARGET_MIN_MS } from "../../state/settings-targets"
import { say } from "../../state/toasts"
import { isOwner, Part, Section } from "./section"
import { TargetField } from "./target-field"
import { scaleFor } from "./target-ring"

const FIRST_NEXT_REPLY_MS = 5 * 60_000

/** How soon a person answers: the promise of every site, drawn as the ring that keeps it. */
export function Targets() {
  const policy = policies.value.find(({ id }) => id === "default") ?? policies.value[0]
  return (
    <Section name="targets" says={words.targets.says}>
      {policy && <TargetsForm key={policy.updatedAt} policy={policy} />}
    </Section>
  )
}

const USUAL_FIRST_TOUCH_MS = 120_000

function TargetsForm({ policy }: { policy: Policy }) {
  const { targets } = policy
  const [firstTouchMs, setFirst] = useState(targets.firstTouchMs ?? USUAL_FIRST_TOUCH_MS)
  const [nextReplyMs, setNext] = useState(targets.nextReplyMs ?? null)
  const [going, setGoing] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const readOnly = !isOwner()
  const changed =
    firstTouchMs !== (targets.firstTouchMs ?? USUAL_FIRST_TOUCH_MS) || nextReplyMs !== (targets.nextReplyMs ?? null)
  const fits = inRange(firstTouchMs) && (nextReplyMs === null || inRange(nextReplyMs))
  const scale = scaleFor(Math.max(firstTouchMs, nextReplyMs ?? 0))

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going || !fits) return
    setGoing(true)
    const failure = await saveTargets(policy, { ...targets, firstTouchMs, nextReplyMs })
    setGoing(false)
    setError(failure)
    if (failure === null) say(words.saved)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Part title={words.targets.first} says={words.targets.firstSays}>
        <TargetField
          targetMs={firstTouchMs}
          hours={policy.hours}
          scale={scale}
          readOnly={readOnly}
          onChange={setFirst}
        />
      </Part>
      <Part title={words.targets.next} says={words.targets.nextSays}>
        {!readOnly && (
          <Switch
            label={words.targets.nextOn}
            on={nextReplyMs !== null}
            onSwitch={(on) => setNext(on ? (targets.nextReplyMs ?? FIRST_NEXT_REPLY_MS) : null)}
          />
        )}
        {nextReplyMs !== null && (
          <TargetField
            targetMs={nextReplyMs}
            hours={policy.hours}
            scale={scale}
            readOnly={readOnly}
            onChange={setNext}
          />
        )}
      </Part>
      {error && (
        <p class="field-error" role="alert">
          {errorText(error)}
        </p>
      )}
      {!readOnly && (
        <div class="settings-actions">
          <Button type="submit" look="strong" disabled={!changed || !fits} aria-disabled={going}>
            {going ? words.saving : words.save}
          </Button>
        </div>
      )}
    </form>
  )
}

const inRange = (targetMs: number) => targetMs >= TARGET_MIN_MS && targetMs <= TARGET_MAX_MS
