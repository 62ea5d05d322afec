import type { Look } from "../shared/protocol/types"

/** From the settings to the preview: wear this, though it is not saved. */
export type LookMessage = { kind: "first-touch look"; look: Look }
/** From the preview to the settings: the chat is there and can be told. */
export type ReadyMessage = { kind: "first-touch preview ready" }

export const isPreviewReady = (data: unknown): data is ReadyMessage => kindOf(data) === "first-touch preview ready"

export function isLook(data: unknown): data is LookMessage {
  if (kindOf(data) !== "first-touch look") return false
  const { look } = data as { look?: Partial<Record<keyof Look, unknown>> | null }
  const hasGreeting = look?.greeting === null || typeof look?.greeting === "string"
  return typeof look?.accent === "string" && (look.side === "left" || look.side === "right") && hasGreeting
}

function kindOf(data: unknown): unknown {
  return typeof data === "object" && data !== null && "kind" in data ? data.kind : undefined
}
