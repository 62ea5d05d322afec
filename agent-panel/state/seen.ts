import { effect, signal, untracked } from "@preact/signals"
import { connection } from "./client"
import { conversationBy, receiveSeen } from "./inbox"
import { opened } from "./opened"

/** Whether the newest lines of the open conversation are on the screen. */
export const atNewest = signal(true)
const lookedAt = signal(document.visibilityState === "visible")

/** Tells how far the open conversation has been read, while it is really looked at. */
export function tellSeen(): () => void {
  const look = () => {
    lookedAt.value = document.visibilityState === "visible"
  }
  document.addEventListener("visibilitychange", look)
  const stop = effect(() => {
    const { value } = opened
    if (value.state !== "ready" || !atNewest.value || !lookedAt.value) return
    const { id, seq } = value.live.state.value
    if (connection.state.value === "online") untracked(() => tell(id, seq))
  })
  return () => {
    document.removeEventListener("visibilitychange", look)
    stop()
  }
}

function tell(conversationId: string, seq: number): void {
  const conversation = conversationBy(conversationId)
  if (!conversation || conversation.seen.agents >= seq) return
  receiveSeen({ conversationId, side: "agents", seq })
  void connection.call("seen.set", { conversationId, seq })
}
