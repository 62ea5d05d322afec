import { type Reckoned, reckon } from "../../../shared/simulator/reckon"
import type { Asked, Told } from "./in-worker"

/** Runs as a worker: reckons the last that it was asked, and in between hears whether something else is asked. */
const say = (told: Told) => postMessage(told)

let asked = -1

addEventListener("message", ({ data: { id, question } }: MessageEvent<Asked>) => {
  asked = id
  goOn(id, reckon(question))
})
say("ready")

function goOn(id: number, steps: Iterator<Reckoned | null>): void {
  if (id !== asked) return
  const { done, value } = steps.next()
  if (done) return
  if (value !== null) say({ id, reckoned: value })
  setTimeout(goOn, 0, id, steps)
}
