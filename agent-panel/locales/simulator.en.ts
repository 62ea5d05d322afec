import { plural } from "./plural"

const agents = (count: number) => plural("en", count, { one: "one agent", other: `${count} agents` })

export const en = {
  says: "What would have become of a week with another target, other hours and other people. It reckons by the rules the server answers by, and changes nothing.",
  settings: "What to try",
  reset: "As it is now",
  week: { label: "Whose week", lastWeek: "Last 7 days", madeUp: "A made-up one" },
  forSupervisors: "A supervisor can replay what really came. This week is made up.",
  policy: "Policy",
  policyHint: "Reckoned as if it were for everybody.",
  chats: "Conversations a day",
  target: "First reply within",
  agents: "Agents",
  capacity: "Conversations at once, each",
  hours: { label: "Open", asSet: "As set", always: "Always", office: "Mon–Fri, 9–18" },
  hoursHint: "Agents are there while it is open.",
  would: "Would be kept",
  was: "As it really was",
  today: "Today so far",
  of: (kept: string, all: string) => `${kept} of ${all}`,
  nothing: "Nothing to keep",
  share: (share: string) => `${share} of first replies would be kept.`,
  reckoning: "Looking for what would change it …",
  failed: "This browser could not reckon it.",
  advice: {
    enough: (count: number, share: string) =>
      plural("en", count, {
        one: `One agent is enough: ${share} would have been kept.`,
        other: `${count} agents are enough: ${share} would have been kept.`,
      }),
    fewerDo: "One fewer would do.",
    fewer: (share: string) => `With one fewer it would be ${share}.`,
    peak: (from: string, to: string, share: string) =>
      `With one more agent from ${from} to ${to}, ${share} would have been kept.`,
    more: (count: number, share: string) => `With ${agents(count)} all the time, ${share} would have been kept.`,
    inVain: (count: number, share: string) =>
      `More people alone are not enough: even ${agents(count)} would keep ${share}.`,
    afterHours: "Most of what is missed was written while it is closed, and all of it waits when it opens.",
    tooSlow: "Some replies take longer than this target and its ladder leave anybody.",
    closed: "Like this it never opens, and nobody is promised anything.",
  },
  waits: {
    title: "How long they wait",
    says: (half: string, most: string) => `Half wait ${half} or less, nine of ten ${most} or less.`,
    none: "Nobody is answered.",
    unanswered: (count: number) =>
      plural("en", count, { one: "One has no answer.", other: `${count} have no answer.` }),
    target: (length: string) => `Target ${length}`,
    longer: "longer",
  },
  byHour: {
    title: "Through the day",
    says: (from: string, to: string) => `Most is missed of what is written from ${from} to ${to}.`,
    allDay: "What is missed lies all over the day.",
    none: "Nothing is missed at any hour.",
    zone: (zone: string) => `By the hour in which they write, ${zone}.`,
    shade: "Hours in which it is closed are shaded.",
    hour: "Hour",
  },
  kept: "Kept",
  missed: "Missed",
  shareKept: "Share kept",
  count: "Conversations",
  asTable: "As a table",
  empty: "Nobody wrote in the last seven days",
  emptyNext: "Take a made-up week to see how many people it would need.",
  takeMadeUp: "Take a made-up week",
}

export type SimulatorWords = typeof en
