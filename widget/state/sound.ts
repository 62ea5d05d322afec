import { signal } from "@preact/signals"
import type { Shelf } from "./shelf"

/** How long one tab keeps the others from ringing for the same reply. */
const QUIET_MS = 1_500

/** A soft tone for a reply: off until the visitor turns it on. */
export function createSound(shelf: Shelf) {
  const isOn = () => shelf.read("sound") !== null
  const on = signal(isOn())

  async function play(): Promise<void> {
    const { playTone } = await import("./tone")
    playTone()
  }

  async function alone(lock: Lock | null): Promise<void> {
    if (!lock) return
    await play()
    await new Promise((done) => setTimeout(done, QUIET_MS))
  }

  return {
    on,
    ring(): void {
      // Another tab may have turned it on, or off.
      on.value = isOn()
      if (!on.value) return
      if (navigator.locks) void navigator.locks.request("first-touch sound", { ifAvailable: true }, alone)
      else void play()
    },
    toggle(): void {
      on.value = !on.value
      shelf.write("sound", on.value ? "on" : null)
      // It can be heard at once what was turned on.
      if (on.value) void play()
    },
  }
}
