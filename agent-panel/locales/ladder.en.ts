export const ladder = {
  /** What a ladder did, in one line: these stand one after the other. */
  asked: (names: string) => `Asked ${names}`,
  askedWhoTook: (names: string) => `Asked ${names}, who took it`,
  andThen: ", then ",
  everybody: "everybody",
  team: (team: string) => `everybody in ${team}`,
  took: (who: string) => `${who} took it`,
  takenBack: {
    silent: (who: string) => `${who} did not reply`,
    gone: (who: string) => `${who} lost the connection`,
    away: (who: string) => `${who} went away`,
  },
  somebody: "Whoever had it",
  escalated: "Supervisors told",
  reminded: "A reminder",
  /** The same step by step. */
  steps: {
    asked: (who: string) => `Asked ${who}`,
    first: (who: string) => `Asked ${who}, whose turn it was`,
    knows: (who: string, contact: string) => `Asked ${who}, who knows ${contact}`,
    room: (who: string) => `Asked ${who}, who had room again`,
    overdue: "Asked everybody, because the reply was overdue",
    missed: (who: string, length: string) => `${who} did not answer in ${length}`,
    declined: (who: string) => `${who} declined`,
    writing: (who: string, length: string) => `${who} was writing and got ${length} more`,
    escalated: "Told the supervisors",
    reminded: "Reminded whoever had it",
    late: (sentence: string, length: string) => `${sentence}, ${length} late because nothing ran`,
    lateMove: "Looked for the next one to ask",
    lateTell: "Told the visitor",
  },
  /** What is said of promises, answers and timers. */
  greeting: "A greeting: the answer is still owed",
  answerDue: (time: string) => `The answer fell due at ${time}`,
  resolutionDue: (time: string) => `It was to be resolved by ${time}`,
  promiseDue: (time: string) => `Promised by ${time}, and not kept`,
  noReplyNeeded: (who: string) => `${who}: no reply needed`,
  promised: (who: string, when: string) => `${who} promised an answer by ${when}`,
  putOff: (who: string, when: string) => `${who} put the promise off to ${when}`,
  kept: (who: string) => `${who} kept the promise`,
  told: "The visitor was told that it is late",
  toldAndPromised: (when: string) => `The visitor was told that it is late, and promised an answer by ${when}`,
  snoozed: (who: string, when: string) => `${who} snoozed it until ${when}`,
  woke: "Back from its snooze",
}

export type LadderWords = typeof ladder
