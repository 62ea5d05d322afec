import type { Question, Reckoned } from "../../../shared/simulator/reckon"
import { ownScript } from "../own-script"
import reckoner from "./reckoner?worker&url"

export type Asked = { id: number; question: Question }
/** First that it is there, then what it has found. */
export type Told = "ready" | { id: number; reckoned: Reckoned }

type Hears = { found(reckoned: Reckoned): void; failed(): void }

export type Reckoner = {
  /** What was asked before is not reckoned on. */
  ask(question: Question): void
  stop(): void
}

/**
 * Reckons beside the page: a week of 1,580 conversations takes several frames, what might have changed it takes many weeks,
 * and whoever moves a slider must not feel it.
 */
export function startReckoner({ found, failed }: Hears): Reckoner {
  const worker = new Worker(ownScript(reckoner), { type: "module" })
  let isReady = false
  let last: Asked | null = null

  worker.onerror = failed
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data === "ready") {
      isReady = true
      if (last) worker.postMessage(last)
    } else if (data.id === last?.id) found(data.reckoned)
  }

  return {
    ask(question) {
      last = { id: (last?.id ?? 0) + 1, question }
      if (isReady) worker.postMessage(last)
    },
    stop: () => worker.terminate(),
  }
}
