import { signal } from "@preact/signals"
import type { Advice } from "../../../shared/simulator/advice"
import type { Findings } from "../../../shared/simulator/findings"
import type { Question } from "../../../shared/simulator/reckon"
import { type Reckoner, startReckoner } from "./in-worker"

/** What came of what is tried. While it is reckoned anew, what came of the last stays. */
export type Outcome = {
  question: Question
  findings: Findings
  openHours: readonly boolean[]
  /** It comes a moment later than the rest. */
  advice: Advice | null
}

export const outcome = signal<Outcome | null>(null)
export const reckoningFailed = signal(false)

let reckoner: Reckoner | null = null
let asked: Question | null = null

/** Asks what would have become of a week. */
export function askFor(question: Question): void {
  reckoner ??= startReckoner({
    found(reckoned) {
      if ("findings" in reckoned) outcome.value = { question: asked ?? question, ...reckoned, advice: null }
      else if (outcome.value) outcome.value = { ...outcome.value, advice: reckoned.advice }
    },
    failed() {
      stopReckoning()
      reckoningFailed.value = true
    },
  })
  asked = question
  reckoningFailed.value = false
  reckoner.ask(question)
}

export function stopReckoning(): void {
  reckoner?.stop()
  reckoner = null
  outcome.value = null
}
