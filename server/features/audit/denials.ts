import type { Called, House } from "../../feature"
import { byCaller } from "./by-caller"

/** The same person who is refused the same thing again and again fills one line a minute, not the log. */
const SAME_AGAIN_MS = 60_000
const REMEMBERED = 1_000

/** Writes down what people with a way in were refused. Strangers are refused all day long, and leave nothing here. */
export function createDenials({ audit, background, clock }: Pick<House, "audit" | "background" | "clock">) {
  const noted = new Map<string, number>()

  function isNews(key: string): boolean {
    const now = clock.now()
    const last = noted.get(key)
    if (last !== undefined && now - last < SAME_AGAIN_MS) return false
    if (noted.size >= REMEMBERED) noted.clear()
    noted.set(key, now)
    return true
  }

  return ({ name, code, caller }: Called): void => {
    if (code !== "forbidden" || caller.kind !== "agent" || !isNews(`${caller.passId} ${name}`)) return
    background("audit of a denial", audit({ kind: "denied", by: byCaller(caller), about: name }))
  }
}
