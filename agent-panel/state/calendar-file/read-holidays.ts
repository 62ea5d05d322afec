import type { Broken } from "./events-in"
import type { Holidays, Span } from "./holidays-in"
import { inWorker } from "./in-worker"

/** Why a file was not read. */
export type Unread = Broken | { wrong: "too-large" | "out-of-reach" | "unavailable" | "endless" }

const FILE_MAX_BYTES = 1_048_576

/** Reads the holidays in a file that somebody chose. */
export async function readHolidays(file: File, span: Span): Promise<Holidays | Unread> {
  if (file.size > FILE_MAX_BYTES) return { wrong: "too-large" }
  try {
    return await inWorker({ icsText: await file.text(), span })
  } catch {
    // It was moved or changed since it was chosen, or it may not be read.
    return { wrong: "out-of-reach" }
  }
}
