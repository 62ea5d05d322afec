import { effect, signal } from "@preact/signals"
import { connection } from "./client"

/** A shorter gap is not worth a word. */
const QUIET_FOR_MS = 2_000

/** What is said about the line: nothing while it is there, or was only gone for a moment. */
export const line = signal<"fine" | "reconnecting" | "offline">("fine")

export function watchLine(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    line.value = navigator.onLine ? "reconnecting" : "offline"
  }
  const stop = effect(() => {
    clearTimeout(timer)
    if (connection.state.value === "offline") timer = setTimeout(tell, QUIET_FOR_MS)
    else line.value = "fine"
  })
  const retell = () => {
    if (line.peek() !== "fine") tell()
  }
  addEventListener("online", retell)
  addEventListener("offline", retell)
  return () => {
    clearTimeout(timer)
    stop()
    removeEventListener("online", retell)
    removeEventListener("offline", retell)
  }
}
