import type { Policy } from "../../../../../shared/protocol/types"
import { exactLength } from "../../../../locales/format"
import { stepWords } from "../../../../locales/steps"
import { ladderDraft, saveLadder } from "../../../../state/settings-ladder"
import { wrongStep } from "../../../../state/settings-ladder-steps"
import { DraftForm } from "../../draft-form"
import { Part } from "../../section"
import { OtherDeadlines } from "./other-deadlines"
import { Steps } from "./steps"

/** What is done step by step until somebody answers. */
export function PolicyLadder({ policy }: { policy: Policy }) {
  const draft = ladderDraft(policy)
  const { ladder } = draft.fields
  const { firstTouchMs, nextReplyMs } = policy.targets
  const fits = ladder.every((step) => wrongStep(step) === null)
  return (
    <DraftForm draft={draft} fits={fits} save={() => saveLadder(policy, ladder)}>
      {() => (
        <>
          <Part title={stepWords.title} says={stepWords.says}>
            <Steps policyId={policy.id} draft={draft} targetMs={firstTouchMs ?? nextReplyMs ?? null} />
            <TargetHint {...policy.targets} />
          </Part>
          <OtherDeadlines targets={policy.targets} />
        </>
      )}
    </DraftForm>
  )
}

/** What is drawn is for the first reply; this says what holds for further ones, or where there is no target. */
function TargetHint({ firstTouchMs, nextReplyMs }: Policy["targets"]) {
  if (!firstTouchMs && !nextReplyMs) return <p class="field-hint">{stepWords.noTarget}</p>
  if (!nextReplyMs) return null
  return (
    <p class="field-hint">{firstTouchMs ? stepWords.further(exactLength(nextReplyMs)) : stepWords.drawnForFurther}</p>
  )
}
