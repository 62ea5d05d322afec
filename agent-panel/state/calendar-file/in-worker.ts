import { ownScript } from "../own-script"
import type { Broken } from "./events-in"
import type { Holidays, Span } from "./holidays-in"
import reader from "./reader?worker&url"

/** What the reader is asked, and what it says: first that it is there, then what it found. */
export type Question = { icsText: string; span: Span }
export type Answer = "ready" | Holidays | Broken
type NotRead = { wrong: "unavailable" | "endless" }

const READING_TAKES_AT_MOST_MS = 5_000

/**
 * Reads a calendar beside the page, which stays at hand whatever stands in the file. Rules can be made that no reader
 * comes to the end of, so one that takes too long is ended.
 */
export function inWorker(question: Question): Promise<Holidays | Broken | NotRead> {
  const worker = new Worker(ownScript(reader), { type: "module" })
  let timer: ReturnType<typeof setTimeout> | undefined
  return new Promise<Holidays | Broken | NotRead>((resolve) => {
    worker.onerror = () => resolve({ wrong: "unavailable" })
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data !== "ready") return resolve(data)
      worker.postMessage(question)
      timer = setTimeout(() => resolve({ wrong: "endless" }), READING_TAKES_AT_MOST_MS)
    }
  }).finally(() => {
    clearTimeout(timer)
    worker.terminate()
  })
}
