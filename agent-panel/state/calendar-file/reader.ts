import { holidaysIn } from "./holidays-in"
import type { Answer, Question } from "./in-worker"

/** Runs as a worker: reads what it is asked to and says what it found. */
const say = (answer: Answer) => postMessage(answer)

addEventListener("message", ({ data: { icsText, span } }: MessageEvent<Question>) => say(holidaysIn(icsText, span)))
say("ready")
