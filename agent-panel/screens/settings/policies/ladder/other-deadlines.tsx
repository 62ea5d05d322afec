import { ladderOf, PROMISE_SOON_MS } from "../../../../../shared/ladder"
import type { Policy, TimerKind } from "../../../../../shared/protocol/types"
import { exactLength } from "../../../../locales/format"
import { stepWords } from "../../../../locales/steps"
import { Part } from "../../section"
import { whenInWords } from "./steps-in-words"

/** The ladders that no policy changes, as they are. */
export function OtherDeadlines({ targets: { answerMs, resolutionMs } }: Pick<Policy, "targets">) {
  const { otherNames } = stepWords
  return (
    <Part title={stepWords.others} says={stepWords.othersSays}>
      <dl class="other-deadlines">
        {answerMs && <Deadline name={otherNames.answer(exactLength(answerMs))} kind="answer" targetMs={answerMs} />}
        <Deadline name={otherNames.promise} kind="promise" targetMs={null}>
          {stepWords.promiseSoon(exactLength(PROMISE_SOON_MS))}
        </Deadline>
        {resolutionMs && (
          <Deadline name={otherNames.resolution(exactLength(resolutionMs))} kind="resolution" targetMs={resolutionMs} />
        )}
      </dl>
    </Part>
  )
}

type DeadlineProps = { name: string; kind: TimerKind; targetMs: number | null; children?: string }

function Deadline({ name, kind, targetMs, children }: DeadlineProps) {
  // What is promised has no length of its own; from here on its steps are the same.
  const steps = ladderOf(kind, [], targetMs ?? PROMISE_SOON_MS)
  return (
    <div>
      <dt>{name}</dt>
      {steps.map((step) => (
        <dd key={step.do}>
          {stepWords.sentence(
            whenInWords(step, targetMs),
            stepWords.happens[step.do === "tell" ? "tellOnly" : step.do],
          )}
        </dd>
      ))}
      {children && <dd>{children}</dd>}
    </div>
  )
}
