import type { Feature, House } from "../../feature"
import { readBreaches } from "./breaches"
import { countKept } from "./count-kept"

/** What a supervisor watches: how many were answered in time, and each time that nobody was, with its story. */
export function wall(house: House): Feature {
  return {
    name: "wall",
    calls: {
      "wall.get": async ({ since }) => {
        const now = house.clock.now()
        const [kept, breaches] = await Promise.all([
          countKept(house.store.reads, { since, now }),
          readBreaches(house, { since, now }),
        ])
        return { ...kept, breaches }
      },
    },
  }
}
