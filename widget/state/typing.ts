const AT_MOST_EVERY_MS = 2_000
const STOPS_AFTER_MS = 6_000

/** Tells the other side that the visitor types: now and then while they do, and once when they stop. */
export function createTypingNotice(tell: (on: boolean) => void) {
  let toldAt = Number.NEGATIVE_INFINITY
  let idle: ReturnType<typeof setTimeout> | undefined

  function stopped(): void {
    clearTimeout(idle)
    if (toldAt === Number.NEGATIVE_INFINITY) return
    toldAt = Number.NEGATIVE_INFINITY
    tell(false)
  }

  function typed(): void {
    clearTimeout(idle)
    idle = setTimeout(stopped, STOPS_AFTER_MS)
    const now = performance.now()
    if (now - toldAt < AT_MOST_EVERY_MS) return
    toldAt = now
    tell(true)
  }

  return { typed, stopped }
}
