/** One stroke of a ring: in how long it sounds, and how far it has risen, from 0 to 1. */
export type Stroke = { inMs: number; rise: number }

/** At first the strokes are this part of the whole apart, at last this one: about ten in all. */
const FIRST_REST_SHARE = 1 / 6
const LAST_REST_SHARE = 1 / 18
/** Closer than this they would nag. */
const SHORTEST_REST_MS = 2_500

/** The strokes of a ring of so long, of which some time has passed: one now, then ever closer and higher until it ends. */
export function strokes({ passedMs, lengthMs }: { passedMs: number; lengthMs: number }): Stroke[] {
  const all: Stroke[] = []
  for (let at = passedMs; at < lengthMs; ) {
    const rise = Math.max(0, at / lengthMs)
    all.push({ inMs: at - passedMs, rise })
    at += Math.max(SHORTEST_REST_MS, lengthMs * (FIRST_REST_SHARE + rise * (LAST_REST_SHARE - FIRST_REST_SHARE)))
  }
  return all
}
