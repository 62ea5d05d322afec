import fc from "fast-check"
import { type Deed, deed, someMs } from "./deeds"
import { judge, type Memory } from "./judge"
import { crash, type Look, pass, restart, settle } from "./passing-time"
import { nodeFor, type Shop } from "./shop"

/** Something that may happen to all of them. */
type Happening = { what: string; run(shop: Shop, look: Look): Promise<unknown> }

const node = fc.nat(1)
const inWords = (deeds: readonly Deed[]) => deeds.map(({ what }) => what).join(", while ")

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: deed },
  {
    weight: 4,
    arbitrary: someMs.map((ms) => ({ what: `${ms} ms pass`, run: (shop: Shop, look: Look) => pass(shop, ms, look) })),
  },
  {
    weight: 2,
    arbitrary: fc.array(deed, { minLength: 2, maxLength: 4 }).map((deeds) => ({
      what: inWords(deeds),
      run: (shop: Shop) => Promise.all(deeds.map((each) => each.run(shop))),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(node, someMs).map(([index, ms]) => ({
      what: `server ${index} restarts, and is down for ${ms} ms`,
      run: (shop: Shop, look: Look) => restart(shop, nodeFor(shop, index), ms, look),
    })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(node, someMs, deed, fc.nat(12)).map(([index, downMs, { what, run }, turns]) => ({
      what: `server ${index} crashes ${turns} turns after ${what}, and is down for ${downMs} ms`,
      run: (shop: Shop, look: Look) =>
        crash(shop, nodeFor(shop, index), { during: () => run(shop), turns, downMs }, look),
    })),
  },
)

/** After it, and at each moment on the way, all must be as it should. */
class Happens implements fc.AsyncCommand<Memory, Shop> {
  constructor(readonly happening: Happening) {}

  check = () => true

  async run(memory: Memory, shop: Shop): Promise<void> {
    shop.story.push(`${new Date(shop.clock.now()).toISOString().slice(11, 23)} ${this}`)
    const look = () => judge(shop, memory)
    await this.happening.run(shop, look)
    await settle(shop)
    await look()
  }

  toString = () => this.happening.what
}

export function stories(constraints: fc.CommandsContraints) {
  return fc.commands([happening.map((each) => new Happens(each))], constraints)
}
