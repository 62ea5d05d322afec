import { useId } from "preact/hooks"
import { lengthInWords } from "../../../locales/format"
import { words } from "../../../locales/settings"
import { TARGET_MAX_MS, TARGET_MIN_MS } from "../../../state/settings-targets"
import { LengthField, type LengthUnit } from "../length-field"
import { TargetRing } from "./target-ring"

type TargetFieldProps = {
  label: string
  targetMs: number
  units: readonly LengthUnit[]
  /** What it means for whoever writes now. */
  means: string
  scale: number
  readOnly: boolean
  onChange: (targetMs: number) => void
}

/** A target, beside its ring and what it means for whoever writes now. */
export function TargetField({ label, targetMs, units, means, scale, readOnly, onChange }: TargetFieldProps) {
  const id = useId()
  const fits = isTarget(targetMs)
  return (
    <div class="target">
      <TargetRing targetMs={targetMs} scale={scale} />
      <div class="target-says">
        <LengthField
          label={label}
          lengthMs={targetMs}
          units={units}
          readOnly={readOnly}
          isWrong={!fits}
          describedBy={`${id}-means`}
          onChange={onChange}
        />
        <p id={`${id}-means`} class={fits ? "target-means" : "field-error"}>
          {fits ? means : words.targets.range}
        </p>
        <p class="field-hint">{words.targets.scale(lengthInWords(scale))}</p>
      </div>
    </div>
  )
}

export const isTarget = (targetMs: number) => targetMs >= TARGET_MIN_MS && targetMs <= TARGET_MAX_MS
