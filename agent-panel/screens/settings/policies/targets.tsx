import { addOpenTime } from "../../../../shared/opening-hours"
import type { OpeningHours, Policy } from "../../../../shared/protocol/types"
import { exactLength } from "../../../locales/format"
import { words } from "../../../locales/settings"
import { Switch } from "../../../parts/switch"
import { savePolicy } from "../../../state/settings-policies"
import { TARGET_NAMES, type TargetName, targetsDraft, USUAL_TARGETS } from "../../../state/settings-targets"
import { DraftForm } from "../draft-form"
import { momentIn } from "../hours-follows"
import type { LengthUnit } from "../length-field"
import { minute } from "../minute"
import { isOwner, Part } from "../section"
import { isTarget, TargetField } from "./target-field"
import { scaleFor } from "./target-ring"

const UNITS: Record<TargetName, readonly LengthUnit[]> = {
  firstTouchMs: ["minutes", "seconds"],
  nextReplyMs: ["minutes", "seconds"],
  answerMs: ["hours", "minutes"],
  resolutionMs: ["days", "hours", "minutes"],
}

/** The panel calls the last quarter of a target urgent (shared/timer.ts). */
const URGENT_SHARE = 0.25

/** How soon a person answers: each promise drawn as the ring that keeps it. */
export function Targets({ policy }: { policy: Policy }) {
  const draft = targetsDraft(policy)
  const { firstTouchMs, nextReplyMs, answerMs, resolutionMs } = draft.fields
  const replyScale = scaleFor(Math.max(firstTouchMs ?? 0, nextReplyMs ?? 0))
  const scales: Record<TargetName, number> = {
    // Replies are drawn to one scale, so that the two can be compared.
    firstTouchMs: replyScale,
    nextReplyMs: replyScale,
    answerMs: scaleFor(answerMs ?? 0),
    resolutionMs: scaleFor(resolutionMs ?? 0),
  }
  const fits = TARGET_NAMES.every((name) => isTarget(draft.fields[name] ?? USUAL_TARGETS[name]))
  return (
    <DraftForm
      draft={draft}
      fits={fits}
      save={() => savePolicy(policy, { targets: { ...policy.targets, ...draft.changes } })}
    >
      {() =>
        TARGET_NAMES.map((name) => (
          <Target
            key={name}
            name={name}
            targetMs={draft.fields[name]}
            policy={policy}
            scale={scales[name]}
            onChange={(targetMs) => draft.change({ [name]: targetMs })}
          />
        ))
      }
    </DraftForm>
  )
}

type TargetProps = {
  name: TargetName
  targetMs: number | null
  policy: Policy
  scale: number
  onChange: (targetMs: number | null) => void
}

function Target({ name, targetMs, policy, scale, onChange }: TargetProps) {
  const readOnly = !isOwner()
  const turn = (on: boolean) => onChange(on ? (policy.targets[name] ?? USUAL_TARGETS[name]) : null)
  return (
    <Part title={words.targets.names[name]} says={words.targets.from[name]}>
      {!readOnly && <Switch label={words.targets.on[name]} on={targetMs !== null} onSwitch={turn} />}
      {targetMs === null ? (
        <p class="field-hint">{words.targets.off[name]}</p>
      ) : (
        <TargetField
          label={words.targets.names[name]}
          targetMs={targetMs}
          units={UNITS[name]}
          means={meaning(name, targetMs, policy.hours)}
          scale={scale}
          readOnly={readOnly}
          onChange={onChange}
        />
      )}
    </Part>
  )
}

/** While it is closed the clock stands, so the answer comes after the next opening. */
function meaning(of: TargetName, targetMs: number, hours: OpeningHours | null): string {
  const due = addOpenTime(hours, minute.value, targetMs)
  if (due === null) return words.hours.never
  const { time, day } = momentIn(hours, due, minute.value)
  return words.targets.means[of](day ? `${time} ${day}` : time, exactLength(targetMs * URGENT_SHARE))
}
