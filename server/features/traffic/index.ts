import type { Feature, House } from "../../feature"
import { listTraffic } from "./list-traffic"

/** Who wrote when, and how long people were busy with it: what a simulator replays. */
export function traffic(house: House): Feature {
  return {
    name: "traffic",
    calls: { "traffic.list": (input) => listTraffic(house, input) },
  }
}
