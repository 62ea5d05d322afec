import { openMsTo } from "../../../../../shared/ladder"
import type { Step, StepAction } from "../../../../../shared/protocol/types"
import type { Ladder } from "../../../../state/settings-ladder-steps"
import type { TimeScale } from "./time-scale"

/** Whom steps reach, from the few to the many: the lanes in which they are drawn. */
export const LANES = ["agent", "team", "supervisors", "everybody"] as const
export type Lane = (typeof LANES)[number]

const LANE_OF: Record<StepAction, Lane> = {
  offer: "agent",
  remind: "agent",
  ring: "team",
  escalate: "supervisors",
  tell: "everybody",
}

/** Marks that are nearer to each other than this share of the line would cover each other. */
const MARK_ROOM = 0.1

/** What asks others instead of those whom a step asked. */
const ENDED_BY: Record<StepAction, readonly StepAction[]> = {
  offer: ["offer", "ring", "tell"],
  ring: ["tell"],
  remind: [],
  escalate: [],
  tell: [],
}

export type Mark = {
  step: Step
  /** Its place in the ladder. */
  index: number
  place: number
  /** A mark that would cover the one before it in its lane stands a level lower. */
  level: number
  /** Until where those whom it reached are asked or told; null where it takes but a moment. */
  until: number | null
}

type Drawn = {
  ladder: Ladder
  /** The ladder as it was before a step was taken up: while one is carried, none changes its level. */
  settled: Ladder
  targetMs: number
  scale: TimeScale
}

export function marksIn(lane: Lane, { ladder, settled, targetMs, scale }: Drawn): Mark[] {
  const levels = levelsOf(settled.map(({ do: action, ...step }) => (LANE_OF[action] === lane ? placeOf(step) : null)))
  return ladder.flatMap((step, index) => {
    if (LANE_OF[step.do] !== lane) return []
    const place = placeOf(step)
    return [{ step, index, place, level: levels[index] ?? 0, until: untilOf(step.do, place) }]
  })

  function placeOf({ at }: Pick<Step, "at">): number {
    return scale.placeOf(openMsTo({ at }, targetMs))
  }

  function untilOf(action: StepAction, place: number): number | null {
    if (action === "remind") return null
    const later = ladder.filter(({ do: next }) => ENDED_BY[action].includes(next)).map(placeOf)
    return Math.min(1, ...later.filter((each) => each > place))
  }
}

/** The first level on which each place is free, from left to right; null for what is not of this lane. */
function levelsOf(places: readonly (number | null)[]): number[] {
  const levels: number[] = []
  const ends: number[] = []
  const own = places.flatMap((place, index) => (place === null ? [] : [{ place, index }]))
  for (const { place, index } of own.sort((one, other) => one.place - other.place)) {
    const free = ends.findIndex((end) => place - end >= MARK_ROOM)
    const level = free < 0 ? ends.length : free
    ends[level] = place
    levels[index] = level
  }
  return levels
}
