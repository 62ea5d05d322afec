export const handover = {
  /** Beside a team: how many of it could be asked. */
  here: (count: number) => `${count} here`,
  nobodyHere: "Nobody is here: it waits until all are rung",
  nobodyElseHere: "Nobody else is here: it waits until all are rung",
  everybody: "Everybody",
  everybodyHint: "no team",
  inQueueOf: (team: string) => `In the queue of ${team}`,
  /** What happened, in the thread. */
  handed: (who: string, team: string) => `${who} handed it over to ${team}`,
  handedToGone: (who: string) => `${who} handed it over to a team that is gone`,
  gave: (who: string, to: string, team: string) => `${who} gave it to ${to} in ${team}`,
  toEverybody: (who: string) => `${who} gave it back to everybody`,
  teamRemoved: "Its team was removed: it is everybody’s now",
  /** Why it came to me. */
  why: (who: string) => `${who} handed it over`,
  said: {
    asked: (team: string, who: string) => `Handed over to ${team}. ${who} is asked now.`,
    rung: (team: string) => `Handed over to ${team}. All of them are rung.`,
    rungAll: (team: string) => `Handed over to ${team}. Everybody is rung.`,
    waits: (team: string) => `Handed over to ${team}. Nobody there can be asked now: it waits until everybody is rung.`,
    queued: (team: string) => `Handed over to ${team}.`,
    everybody: "It is everybody’s again.",
  },
}

export type HandoverWords = typeof handover
