import type { Output } from "../protocol/types"
import type { Arrival } from "./course"
import type { Tally } from "./findings"

type Listed = Output<"traffic.list">["arrivals"]

/** What is taken where nobody was ever answered. */
const USUAL_REPLY_MS = 30_000
const USUAL_HANDLE_MS = 5 * 60_000

/** What really came, ready to be lived through again: whoever was not answered is taken to be like the others. */
export function arrivalsIn(listed: Listed): Arrival[] {
  const replyMs = middle(listed.flatMap((arrival) => arrival.replyMs ?? [])) ?? USUAL_REPLY_MS
  const handleMs = middle(listed.flatMap((arrival) => arrival.handleMs ?? [])) ?? USUAL_HANDLE_MS
  return listed.map((arrival) => ({
    at: arrival.at,
    replyMs: arrival.replyMs ?? replyMs,
    handleMs: arrival.handleMs ?? handleMs,
  }))
}

function middle(lengths: readonly number[]): number | null {
  return [...lengths].sort((one, other) => one - other)[Math.floor(lengths.length / 2)] ?? null
}

/** How it really was. */
export function tallyOf(listed: Listed): Tally {
  return {
    kept: listed.filter(({ kept }) => kept === true).length,
    missed: listed.filter(({ kept }) => kept === false).length,
  }
}
