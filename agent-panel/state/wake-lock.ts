import { signal } from "@preact/signals"

/** Whether the screen is kept on, or cannot be. */
export const wakefulness = signal<"as usual" | "kept on" | "not ours">("as usual")

/** Keeps the screen on until it is let go. A browser drops the lock with each look away, and is asked anew on return. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let over = false

  async function take(): Promise<void> {
    if (document.visibilityState !== "visible") return
    try {
      const taken = await navigator.wakeLock.request("screen")
      if (over) return void taken.release()
      lock = taken
      wakefulness.value = "kept on"
    } catch {
      // No such thing in this browser, or the battery is low: whoever looks is told.
      if (!over) wakefulness.value = "not ours"
    }
  }

  const takeAgain = () => void take()
  document.addEventListener("visibilitychange", takeAgain)
  takeAgain()
  return () => {
    over = true
    document.removeEventListener("visibilitychange", takeAgain)
    void lock?.release()
    wakefulness.value = "as usual"
  }
}
