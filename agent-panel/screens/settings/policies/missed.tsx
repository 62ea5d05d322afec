import { addOpenTime } from "../../../../shared/opening-hours"
import type { Policy } from "../../../../shared/protocol/types"
import { policyWords } from "../../../locales/policies"
import { Switch } from "../../../parts/switch"
import { TextField } from "../../../parts/text-field"
import {
  type Missed,
  missedDraft,
  QUESTION_MAX_LENGTH,
  saveMissed,
  USUAL_RENEWAL_MS,
} from "../../../state/settings-missed"
import { DraftForm } from "../draft-form"
import { momentIn } from "../hours-follows"
import { minute } from "../minute"
import { isOwner, Part } from "../section"
import { isTarget, TargetField } from "./target-field"
import { scaleFor } from "./target-ring"

/** What a visitor hears when nobody answered in time: when they do, and what they may tell meanwhile. */
export function WhenMissed({ policy }: { policy: Policy }) {
  const draft = missedDraft(policy)
  const { renewMs, questions } = draft.fields
  return (
    <DraftForm draft={draft} fits={renewMs === null || isTarget(renewMs)} save={() => saveMissed(policy, draft)}>
      {() => (
        <>
          <Renewal policy={policy} renewMs={renewMs} change={draft.change} />
          <Part title={policyWords.missed.questions} says={policyWords.missed.questionsSays}>
            <Questions questions={questions} change={draft.change} />
          </Part>
        </>
      )}
    </DraftForm>
  )
}

type Change = (part: Partial<Missed>) => void

type RenewalProps = { policy: Policy; renewMs: number | null; change: Change }

function Renewal({ policy, renewMs, change }: RenewalProps) {
  const readOnly = !isOwner()
  const turn = (on: boolean) => change({ renewMs: on ? (policy.renewMs ?? USUAL_RENEWAL_MS) : null })
  return (
    <Part title={policyWords.missed.renewal} says={policyWords.missed.renewalSays}>
      {!readOnly && <Switch label={policyWords.missed.renewalOn} on={renewMs !== null} onSwitch={turn} />}
      {renewMs === null ? (
        <p class="field-hint">{policyWords.missed.renewalOff}</p>
      ) : (
        <TargetField
          label={policyWords.missed.renewal}
          targetMs={renewMs}
          units={["hours", "minutes"]}
          means={meaning(policy, renewMs)}
          scale={scaleFor(renewMs)}
          readOnly={readOnly}
          onChange={(next) => change({ renewMs: next })}
        />
      )}
    </Part>
  )
}

/** Told by whoever writes now and hears nothing: when they are told so, and until when they then wait. */
function meaning({ hours, targets }: Policy, renewMs: number): string {
  const missedAt = addOpenTime(hours, minute.value, targets.firstTouchMs ?? 0)
  const anewAt = missedAt === null ? null : addOpenTime(hours, missedAt, renewMs)
  if (missedAt === null || anewAt === null) return policyWords.missed.renewalNever
  return policyWords.missed.renewalMeans(said(missedAt), said(anewAt))

  function said(at: number): string {
    const { time, day } = momentIn(hours, at, minute.value)
    return day ? `${time} ${day}` : time
  }
}

type QuestionsProps = { questions: Missed["questions"]; change: Change }

function Questions({ questions: [first, second], change }: QuestionsProps) {
  const readOnly = !isOwner()
  if (readOnly && first === "" && second === "") return <p class="field-hint">{policyWords.missed.questionNone}</p>
  const field = (number: 1 | 2, value: string, put: (question: string) => Missed["questions"]) => (
    <TextField
      label={policyWords.missed.question(number)}
      value={value}
      maxLength={QUESTION_MAX_LENGTH}
      autoComplete="off"
      placeholder={number === 1 ? policyWords.missed.questionExample : undefined}
      readOnly={readOnly}
      onInput={(event) => change({ questions: put(event.currentTarget.value) })}
    />
  )
  return (
    <div class="settings-form">
      {field(1, first, (question) => [question, second])}
      {(first !== "" || second !== "") && field(2, second, (question) => [first, question])}
    </div>
  )
}
