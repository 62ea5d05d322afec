import { Plus, RotateCcw } from "lucide"
import { useRef } from "preact/hooks"
import { openMsTo } from "../../../../../shared/ladder"
import { exactLength } from "../../../../locales/format"
import { stepWords } from "../../../../locales/steps"
import { Button } from "../../../../parts/button"
import type { Draft } from "../../../../state/settings-drafts"
import { firstAskedMs, type Ladder, STEPS_MAX } from "../../../../state/settings-ladder-steps"
import { isUsual } from "../../../../state/settings-policies"
import { USUAL_TARGETS } from "../../../../state/settings-targets"
import { isOwner } from "../../section"
import { StepEditor } from "./step-editor"
import { stepInWords } from "./steps-in-words"
import { StepsList } from "./steps-list"
import { TimeLine } from "./time-line"
import { timeScale } from "./time-scale"
import { useEditedLadder } from "./use-edited-ladder"

type StepsProps = {
  policyId: string
  draft: Draft<{ ladder: Ladder }>
  /** Null where there is none: then times are said in shares of it, and the line is as long as a usual one. */
  targetMs: number | null
}

/** The ladder as a drawing, in words, and the fields of the step that is chosen. */
export function Steps({ policyId, draft, targetMs }: StepsProps) {
  const settled = draft.fields.ladder
  const lengthMs = targetMs ?? USUAL_TARGETS.firstTouchMs
  const line = useRef<HTMLDivElement>(null)
  const fields = useRef<HTMLFieldSetElement>(null)
  const adding = useRef<HTMLDivElement>(null)
  const edited = useEditedLadder({ policyId, draft, lengthMs, targetMs, line, fields, adding })
  const { ladder, index, carried, deeds } = edited
  const chosen = index === null ? undefined : ladder[index]
  const canChange = isOwner()
  const moments = settled.map((step) => openMsTo(step, lengthMs))
  return (
    <>
      <TimeLine
        line={line}
        // What is in hand keeps its place in the ladder, and so its element, until it is put down.
        ladder={carried && chosen ? settled.with(carried.index, chosen) : settled}
        settled={settled}
        lengthMs={lengthMs}
        targetMs={targetMs}
        scale={edited.heldScale ?? timeScale(lengthMs, Math.max(...moments))}
        chosen={carried?.index ?? index}
        carried={carried?.index ?? null}
        deeds={canChange ? deeds : null}
      />
      <div class="steps-and-fields" data-editable={canChange}>
        <div class="steps-said">
          <StepsList
            ladder={ladder}
            lengthMs={lengthMs}
            targetMs={targetMs}
            chosen={index}
            choose={canChange ? deeds.open : null}
          />
          <Quiet firstMs={firstAskedMs(ladder, lengthMs)} />
          {isUsual(ladder) && <p class="field-hint">{stepWords.isUsual}</p>}
        </div>
        {canChange && (
          <div class="steps-fields">
            {chosen ? (
              <StepEditor
                key={edited.count}
                fields={fields}
                step={chosen}
                says={stepInWords(chosen, ladder, targetMs)}
                lengthMs={lengthMs}
                onChange={edited.change}
                onRemove={edited.remove}
              />
            ) : (
              <p class="field-hint">{stepWords.choose}</p>
            )}
            <div ref={adding} class="settings-actions" tabIndex={-1}>
              <Button icon={Plus} disabled={settled.length >= STEPS_MAX} onClick={edited.add}>
                {stepWords.add}
              </Button>
              {!isUsual(settled) && (
                <Button icon={RotateCcw} look="quiet" onClick={edited.backToUsual}>
                  {stepWords.usual}
                </Button>
              )}
            </div>
            {settled.length >= STEPS_MAX && <p class="field-hint">{stepWords.full}</p>}
          </div>
        )}
      </div>
      <p class="unseen" role="status">
        {edited.said}
      </p>
    </>
  )
}

/** Nobody is asked before the first step that asks, which is easily overlooked. */
function Quiet({ firstMs }: { firstMs: number | null }) {
  if (firstMs === 0) return null
  return <p class="steps-quiet">{firstMs === null ? stepWords.quietUntilDue : stepWords.quiet(exactLength(firstMs))}</p>
}
