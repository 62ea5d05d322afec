import { type OpenTime, openTimeFrom } from "../opening-hours"
import { type Verdict, verdict } from "../timer"
import { type Arrival, type CrewMember, course } from "./course"
import { createDesk } from "./desk"
import { type Rules, type Wait, waitFrom } from "./wait"

/** What became of a conversation's first reply; null where nothing was owed, on a site that will not open again. */
export type Outcome = {
  at: number
  /** When its time began to run: with the next opening where it was closed. */
  countsFrom: number
  wait: Wait | null
  repliedAt: number | null
  /** From the first message to the reply, in open time, ms. */
  waitedMs: number | null
  state: Verdict["state"] | null
}

/** A time from one moment until another (ms since the epoch), and who writes in it, in the order in which they come. */
export type Week = { arrivals: readonly Arrival[]; from: number; until: number }

/** A week under one policy, ready to be lived through with one crew or another. */
export type Trial = {
  openTime: OpenTime
  run(crew: readonly CrewMember[]): Outcome[]
}

/** Works out what does not depend on who answers: each wait, with its due time and its steps. */
export function createTrial({ arrivals, from, until }: Week, rules: Rules): Trial {
  const openTime = openTimeFrom(rules.hours, from)
  const waits = arrivals.map(({ at }) =>
    waitFrom(at, { kind: "first-touch", targetMs: rules.targetMs }, rules, openTime),
  )
  return {
    openTime,
    run(crew) {
      const desk = createDesk({ waits, rules, openTime, crew })
      const steps = course({ arrivals, crew }, until)
      for (let step = steps.next(); !step.done; step = steps.next(desk.take(step.value)));
      return arrivals.map(({ at }, number) => outcomeOf(at, waits[number] ?? null, desk.repliedAt(number)))
    },
  }

  function outcomeOf(at: number, wait: Wait | null, repliedAt: number | null): Outcome {
    return {
      at,
      countsFrom: openTime.add(at, 0) ?? at,
      wait,
      repliedAt,
      waitedMs: repliedAt === null ? null : openTime.between(at, repliedAt),
      state: wait && verdict({ ...wait, stoppedAt: repliedAt }, until).state,
    }
  }
}
