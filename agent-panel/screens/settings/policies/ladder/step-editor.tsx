import { Lock, Trash2 } from "lucide"
import type { RefObject } from "preact"
import { useId, useState } from "preact/hooks"
import { openMsTo } from "../../../../../shared/ladder"
import type { Step, StepAction } from "../../../../../shared/protocol/types"
import { stepWords } from "../../../../locales/steps"
import { Button } from "../../../../parts/button"
import { Icon } from "../../../../parts/icon"
import { SelectField } from "../../../../parts/select-field"
import { AT_KINDS, type AtKind, atOf, kindOf, wrongStep } from "../../../../state/settings-ladder-steps"
import { LengthField, type LengthUnit } from "../../length-field"
import { PercentField } from "./percent-field"

/** What a step may do. The one that tells the visitor is there already, and stays. */
const ACTIONS: readonly Exclude<StepAction, "tell">[] = ["offer", "ring", "remind", "escalate"]
const UNITS: readonly LengthUnit[] = ["hours", "minutes", "seconds"]

type StepEditorProps = {
  fields: RefObject<HTMLFieldSetElement | null>
  step: Step
  /** The step in a sentence. */
  says: string
  /** Of the target; what a moment given in another way becomes depends on it. */
  lengthMs: number
  onChange: (step: Step) => void
  onRemove: () => void
}

/** What a step does and when. */
export function StepEditor({ fields, step, says, lengthMs, onChange, onRemove }: StepEditorProps) {
  return (
    <fieldset ref={fields} class="step-editor" tabIndex={-1}>
      <legend class="unseen">{stepWords.editor}</legend>
      <p class="step-editor-says">{says}</p>
      {step.do === "tell" ? (
        <p class="step-stays">
          <Icon node={Lock} />
          {stepWords.tellStays}
        </p>
      ) : (
        <>
          <SelectField
            label={stepWords.what}
            value={step.do}
            options={ACTIONS.map((action) => [action, stepWords.actions[action]] as const)}
            onChoose={(action) => onChange({ ...step, do: action })}
          />
          <When step={step} lengthMs={lengthMs} onChange={onChange} />
          <Button class="step-remove" look="danger" icon={Trash2} onClick={onRemove}>
            {stepWords.remove}
          </Button>
        </>
      )}
    </fieldset>
  )
}

type WhenProps = Pick<StepEditorProps, "step" | "lengthMs" | "onChange">

function When({ step, lengthMs, onChange }: WhenProps) {
  const id = useId()
  const [wanted, want] = useState<AtKind | null>(null)
  // A share that is typed may be 0 for a moment, and keeps its field.
  const kind = wanted === "share" && "share" in step.at ? wanted : kindOf(step)
  const wrong = wrongStep(step)
  const error = wrong === null ? undefined : stepWords.wrong[wrong]

  function choose(next: AtKind): void {
    want(next)
    onChange({ ...step, at: atOf(next, openMsTo(step, lengthMs), lengthMs) })
  }

  return (
    <div class="step-when">
      <SelectField
        label={stepWords.at}
        value={kind}
        options={AT_KINDS.map((each) => [each, stepWords.kinds[each]] as const)}
        onChoose={choose}
      />
      <Moment
        kind={kind}
        step={step}
        error={error}
        errorId={id}
        onChange={(at) => {
          want(kind)
          onChange({ ...step, at })
        }}
      />
      {error && (
        <p id={id} class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type MomentProps = {
  kind: AtKind
  step: Step
  error: string | undefined
  errorId: string
  onChange: (at: Step["at"]) => void
}

function Moment({ kind, step: { at }, error, errorId, onChange }: MomentProps) {
  if (kind === "at-once") return null
  if ("share" in at) {
    return <PercentField share={at.share} error={error} errorId={errorId} onChange={(share) => onChange({ share })} />
  }
  const isBefore = "beforeDueMs" in at
  return (
    <LengthField
      key={kind}
      label={isBefore ? stepWords.before : stepWords.after}
      lengthMs={isBefore ? at.beforeDueMs : at.afterDueMs}
      units={UNITS}
      readOnly={false}
      isWrong={error !== undefined}
      {...(error ? { describedBy: errorId } : {})}
      onChange={(length) => onChange(isBefore ? { beforeDueMs: length } : { afterDueMs: length })}
    />
  )
}
