import { plural } from "./plural"

const events = (count: number, one: string, other: string) =>
  plural("en", count, { one: `1 event ${one}`, other: `${count} events ${other}` })
const days = (count: number) => plural("en", count, { one: "1 day", other: `${count} days` })

export const en = {
  pick: "From a calendar file",
  pickSays: "An .ics file of holidays, as Google Calendar, Outlook and Apple export it.",
  drop: "It can also be dropped here.",
  dropNow: "Drop the calendar file here",
  reading: "Reading the file",
  quoted: (name: string) => `“${name}”`,
  title: (file: string) => `Days in “${file}”`,
  says: (count: number, until: string) =>
    `${plural("en", count, { one: "1 whole day", other: `${count} whole days` })} until ${until}. A day that is ticked will be closed all day.`,
  kept: "What is in your list already stays as it is.",
  noneAhead: (until: string) => `No event in this file takes a whole day between today and ${until}.`,
  noEvents: "There are no events in this file.",
  allThere: "Every day of it is in your list already.",
  all: "All days",
  chosen: (count: number, all: number) => `${count} of ${all} ticked`,
  room: (room: number, max: number) =>
    room === 0 ? `The list holds ${max} days and is full.` : `The list holds ${max} days: ${days(room)} more will fit.`,
  over: (count: number) => `Untick ${count} more, or remove days from the list.`,
  there: "In your list already",
  thereOpen: (hours: string) => `In your list already, open ${hours}`,
  free: "Marked as free in that calendar",
  unnamed: "Without a name",
  leftOut: "Left out",
  why: {
    timed: (count: number) => events(count, "takes no whole day", "take no whole day"),
    cancelled: (count: number) => events(count, "is cancelled", "are cancelled"),
    past: (count: number) => events(count, "is over", "are over"),
    later: (count: number, until: string) => events(count, `comes after ${until}`, `come after ${until}`),
    "too-often": (count: number) => events(count, "repeats within a day", "repeat within a day"),
    unreadable: (count: number) => events(count, "cannot be read", "cannot be read"),
  },
  take: (count: number) => (count === 0 ? "Add days" : `Add ${days(count)}`),
  taken: (count: number) =>
    plural("en", count, {
      one: "1 day is in the list. It holds once you save.",
      other: `${count} days are in the list. They hold once you save.`,
    }),
  unread: (file: string) => `“${file}” was not taken over, and nothing was changed.`,
  wrong: {
    "not-a-calendar": "It is not a calendar file: those begin with BEGIN:VCALENDAR.",
    unfinished: "Something in it begins and does not end, as if it had been cut off. Please export it again.",
    "too-large": "It is larger than 1 MB. Please export the holidays alone.",
    "out-of-reach": "It could not be opened. If it was moved or changed, please choose it again.",
    unavailable: "What reads such files did not load. Check the connection, then choose the file again.",
    endless: "Something in it repeats without end, and reading it was stopped.",
  },
  wrongLine: (line: number, says: string) => `Line ${line} cannot be read: “${says}”.`,
  several: "Please choose one file at a time.",
}

export type HolidaysWords = typeof en
