import { z } from "zod"

/** The nine words a caller may learn about an error, with the HTTP status that carries each. */
export const ERROR_STATUS = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]

/** What went wrong: a word for programs, a sentence for people, and how long to wait (ms) where waiting helps. */
export const callErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryAfterMs: z.number().int().optional(),
})

export type CallError = z.infer<typeof callErrorSchema>

/** The answer to every call, over Socket.IO and HTTP alike. */
export type Reply<Output> = { ok: true; data: Output } | { ok: false; error: CallError }
