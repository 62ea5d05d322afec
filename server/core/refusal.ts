import type { ErrorCode } from "../../shared/protocol/types"

/** What a person did cannot be done: one of nine words, and one sentence that they can act on. */
export class Refusal extends Error {
  constructor(
    readonly code: Exclude<ErrorCode, "internal">,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message)
    this.name = "Refusal"
  }
}

/** What does not exist and what the caller may not see are told in the same words (W9). */
export function notFound(thing: string): Refusal {
  return new Refusal("not_found", `There is no such ${thing}.`)
}
