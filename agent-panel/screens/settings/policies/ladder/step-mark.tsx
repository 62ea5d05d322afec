import type { TargetedEvent } from "preact"
import { openMsTo } from "../../../../../shared/ladder"
import { stepWords } from "../../../../locales/steps"
import { Icon } from "../../../../parts/icon"
import { FINE_GRID, GRID, wrongStep } from "../../../../state/settings-ladder-steps"
import type { Mark } from "./lanes"
import { STEP_ICONS } from "./step-icons"
import type { TimeScale } from "./time-scale"

export type MarkDeeds = {
  choose(index: number): void
  /** Chooses it and goes on to its fields. */
  open(index: number): void
  take(event: PointerEvent, mark: HTMLElement, index: number, scale: TimeScale): void
  move(index: number, direction: -1 | 1, grid: number): void
  /** The keys are let go. */
  moved(index: number): void
  remove(index: number): void
}

type StepMarkProps = {
  mark: Mark
  /** What it does, and when, in words. */
  happens: string
  when: string
  lengthMs: number
  scale: TimeScale
  isChosen: boolean
  isCarried: boolean
  deeds: MarkDeeds | null
}

const DIRECTIONS: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }

/** A step on the line. Without deeds it is but a picture of what the sentences say. */
export function StepMark({ mark, happens, when, lengthMs, scale, isChosen, isCarried, deeds }: StepMarkProps) {
  const { step, index } = mark
  const look = {
    class: "step-mark",
    "data-do": step.do,
    "data-carried": isCarried,
    style: { "--place": mark.place, "--level": mark.level },
  }
  const inside = (
    <>
      <Icon node={STEP_ICONS[step.do]} />
      <span class="step-time" aria-hidden="true">
        {when}
      </span>
    </>
  )
  if (deeds === null) return <span {...look}>{inside}</span>

  function press(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key]
    if (direction) deeds?.move(index, direction, event.shiftKey ? FINE_GRID : GRID)
    else if (event.key === "Delete" || event.key === "Backspace") deeds?.remove(index)
    else return
    event.preventDefault()
  }

  function take(event: TargetedEvent<HTMLElement, PointerEvent>): void {
    // Not every browser gives the focus to what is pressed, and the keys are to move it next.
    event.currentTarget.focus({ preventScroll: true })
    deeds?.choose(index)
    if (step.do !== "tell") deeds?.take(event, event.currentTarget, index, scale)
  }

  const moves =
    step.do === "tell"
      ? { "aria-label": stepWords.sentence(when, happens) }
      : {
          role: "slider" as const,
          "aria-label": happens,
          "aria-valuenow": Math.round(openMsTo(step, lengthMs) / 1_000),
          "aria-valuemin": 0,
          "aria-valuemax": Math.round(scale.momentAt(1) / 1_000),
          "aria-valuetext": when,
          "aria-keyshortcuts": "ArrowLeft ArrowRight Delete",
          "aria-invalid": !isChosen && wrongStep(step) !== null,
        }
  return (
    <button
      type="button"
      {...look}
      {...moves}
      data-step={index}
      aria-current={isChosen}
      // A press was heard already; this is Enter, or a screen reader.
      onClick={(event) => event.detail === 0 && deeds.open(index)}
      onPointerDown={take}
      onKeyDown={press}
      onKeyUp={(event) => DIRECTIONS[event.key] && deeds.moved(index)}
    >
      {inside}
    </button>
  )
}
