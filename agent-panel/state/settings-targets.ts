import type { Policy } from "../../shared/protocol/types"
import { createDrafts } from "./settings-drafts"

export const TARGET_MIN_MS = 5_000
export const TARGET_MAX_MS = 7 * 86_400_000

const MINUTE_MS = 60_000

export const TARGET_NAMES = ["firstTouchMs", "nextReplyMs", "answerMs", "resolutionMs"] as const
export type TargetName = (typeof TARGET_NAMES)[number]

/** Every target, null where there is none. */
export type Targets = Record<TargetName, number | null>

/** What a target begins with when it is switched on. */
export const USUAL_TARGETS: Record<TargetName, number> = {
  firstTouchMs: 2 * MINUTE_MS,
  nextReplyMs: 2 * MINUTE_MS,
  answerMs: 20 * MINUTE_MS,
  resolutionMs: 24 * 60 * MINUTE_MS,
}

const drafts = createDrafts<Targets>()

export const targetsDraft = ({ id, targets }: Policy) =>
  drafts(id, {
    firstTouchMs: targets.firstTouchMs ?? null,
    nextReplyMs: targets.nextReplyMs ?? null,
    answerMs: targets.answerMs ?? null,
    resolutionMs: targets.resolutionMs ?? null,
  })
