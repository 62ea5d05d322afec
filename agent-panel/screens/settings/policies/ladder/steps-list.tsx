import { Icon } from "../../../../parts/icon"
import { type Ladder, orderInTime } from "../../../../state/settings-ladder-steps"
import { STEP_ICONS } from "./step-icons"
import { stepInWords } from "./steps-in-words"

type StepsListProps = {
  ladder: Ladder
  /** The length by which they are put in order. */
  lengthMs: number
  targetMs: number | null
  chosen: number | null
  /** Null where nothing may be changed. */
  choose: ((index: number) => void) | null
}

/** The ladder in words, a sentence a step, in the order in which they are taken. */
export function StepsList({ ladder, lengthMs, targetMs, chosen, choose }: StepsListProps) {
  return (
    <ol class="steps">
      {orderInTime(ladder, lengthMs).map((index) => {
        const step = ladder[index]
        if (!step) return null
        const inside = (
          <>
            <Icon node={STEP_ICONS[step.do]} />
            <span>{stepInWords(step, ladder, targetMs)}</span>
          </>
        )
        return (
          <li key={index}>
            {choose === null ? (
              <span class="step-line" data-do={step.do}>
                {inside}
              </span>
            ) : (
              <button
                type="button"
                class="step-line"
                data-do={step.do}
                aria-current={index === chosen}
                onClick={() => choose(index)}
              >
                {inside}
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
