import { setImmediate as turn } from "node:timers/promises"
import { loseLines } from "./lines"
import type { Node, Shop } from "./shop"

/** Judges the moment that is now. */
export type Look = () => Promise<void>

/** So many wakings in one moment mean that an alarm rings for ever. */
const MOST_IN_A_MOMENT = 500

/** Lets everything end that was begun, and everything happen that is due by now. */
export async function settle(shop: Shop): Promise<void> {
  let woke = 0
  for (let quiet = 0; quiet < 2; ) {
    await turn()
    for (const { server } of shop.nodes.filter(({ isUp }) => isUp)) await server.server.settled()
    if (!shop.clock.advanceTowards(shop.clock.now())) quiet++
    else if (++woke > MOST_IN_A_MOMENT) throw new Error("Something is due for ever: the alarm does not come to rest.")
    else quiet = 0
  }
}

/** Lets time pass from one waking to the next, and shows each moment in which something happened. */
export async function pass(shop: Shop, ms: number, look: Look): Promise<void> {
  const until = shop.clock.now() + ms
  while (shop.clock.advanceTowards(until)) {
    await settle(shop)
    await look()
  }
}

/** A server is ended as an owner ends it; the others, and the clock, go on. */
export async function restart(shop: Shop, node: Node, downMs: number, look: Look): Promise<void> {
  await backUp(shop, node, (down) => node.server.restart(() => down(() => whileDown(shop, node, downMs, look))))
}

/** A server is torn away so many turns of the loop after something began. */
export async function crash(
  shop: Shop,
  node: Node,
  { during, turns, downMs }: { during: () => Promise<unknown>; turns: number; downMs: number },
  look: Look,
): Promise<void> {
  node.isTorn = true
  // Whoever asked is left without an answer, or has it already.
  const going = during().catch(() => {})
  for (let left = turns; left > 0; left--) await turn()
  await backUp(shop, node, (down) =>
    node.server.crash(() =>
      down(async () => {
        await going
        await whileDown(shop, node, downMs, look)
      }),
    ),
  )
}

type Down = (meanwhile: () => Promise<void>) => Promise<void>

/** Whatever is found wrong while a server is down is told once it is up again, so that the next story finds it there. */
async function backUp(shop: Shop, node: Node, restarted: (down: Down) => Promise<void>): Promise<void> {
  const found: unknown[] = []
  await restarted((meanwhile) => meanwhile().catch((error) => void found.push(error)))
  Object.assign(node, { isUp: true, isTorn: false })
  shop.upSince = shop.clock.now()
  if (found.length > 0) throw found[0]
}

async function whileDown(shop: Shop, node: Node, downMs: number, look: Look): Promise<void> {
  node.isUp = false
  loseLines(shop, node)
  if (shop.nodes.some(({ isUp }) => isUp)) return pass(shop, downMs, look)
  const backAt = shop.clock.now() + downMs
  while (shop.clock.advanceTowards(backAt)) await turn()
}
