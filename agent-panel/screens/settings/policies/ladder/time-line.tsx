import type { RefObject } from "preact"
import { exactLength, percent } from "../../../../locales/format"
import { stepWords } from "../../../../locales/steps"
import type { Ladder } from "../../../../state/settings-ladder-steps"
import { LANES, marksIn } from "./lanes"
import { type MarkDeeds, StepMark } from "./step-mark"
import { happensInWords, whenInWords } from "./steps-in-words"
import { tickText } from "./tick-text"
import { type TimeScale, ticksOf } from "./time-scale"

const QUARTERS = [0.25, 0.5, 0.75]

type TimeLineProps = {
  line: RefObject<HTMLDivElement | null>
  ladder: Ladder
  settled: Ladder
  /** The length that is drawn, and the target that is said; null where there is none. */
  lengthMs: number
  targetMs: number | null
  scale: TimeScale
  chosen: number | null
  carried: number | null
  deeds: MarkDeeds | null
}

/** The ladder from the message to the due time and beyond, a lane for each whom it reaches: the later, the more of them. */
export function TimeLine({ line, lengthMs, targetMs, scale, chosen, carried, deeds, ...ladders }: TimeLineProps) {
  const lanes = LANES.map((lane) => ({ lane, marks: marksIn(lane, { ...ladders, targetMs: lengthMs, scale }) }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are marks on a drawing.
    <div
      class="time-line"
      role="group"
      aria-label={stepWords.line}
      aria-hidden={deeds === null}
      data-carrying={carried !== null}
      style={{ "--due": scale.duePlace }}
    >
      <Ends scale={scale} targetMs={targetMs} />
      <div ref={line} class="lanes">
        {lanes.map(({ lane, marks }) => (
          <div key={lane} class="lane" style={{ "--levels": 1 + Math.max(0, ...marks.map(({ level }) => level)) }}>
            <span class="lane-name" aria-hidden="true">
              {stepWords.rows[lane]}
            </span>
            {marks.map(({ index, place, level, until }) =>
              until === null ? null : (
                <span key={index} class="lane-span" style={{ "--place": place, "--until": until, "--level": level }} />
              ),
            )}
            {marks.map((mark) => (
              <StepMark
                key={mark.index}
                mark={mark}
                happens={happensInWords(mark.step, ladders.ladder)}
                when={whenInWords(mark.step, targetMs)}
                lengthMs={lengthMs}
                scale={scale}
                isChosen={mark.index === chosen}
                isCarried={mark.index === carried}
                deeds={deeds}
              />
            ))}
          </div>
        ))}
      </div>
      <Ticks scale={scale} lengthMs={lengthMs} targetMs={targetMs} />
      {scale.foldedMs !== null && <p class="field-hint">{stepWords.folded}</p>}
    </div>
  )
}

function Ends({ scale, targetMs }: Pick<TimeLineProps, "scale" | "targetMs">) {
  return (
    <div class="line-ends" aria-hidden="true">
      <span>{stepWords.message}</span>
      <span class="line-due" data-side={scale.duePlace > 0.7 ? "before" : "after"}>
        {targetMs === null ? stepWords.due : stepWords.dueIn(exactLength(targetMs))}
      </span>
    </div>
  )
}

type TicksProps = Pick<TimeLineProps, "scale" | "lengthMs" | "targetMs">

/** The axis is the ring unrolled: calm, in its last quarter soon, and late. */
function Ticks({ scale, lengthMs, targetMs }: TicksProps) {
  const times = ticksOf(lengthMs)
  const ticks =
    targetMs === null
      ? QUARTERS.map((share) => ({ at: share * lengthMs, text: percent(share) }))
      : times.map((at) => ({ at, text: tickText(at, times[0] ?? at) }))
  return (
    <div class="axis" data-folded={scale.foldedMs !== null} aria-hidden="true">
      {ticks.map(({ at, text }) => (
        <span key={at} class="tick" style={{ "--place": scale.placeOf(at) }}>
          {text}
        </span>
      ))}
      {scale.foldedMs !== null && <span class="tick tick-end">+{tickText(scale.foldedMs, scale.foldedMs)}</span>}
    </div>
  )
}
