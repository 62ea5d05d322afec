import ICAL from "ical.js"
import { cleaned } from "./day-name"

/** What is wrong with a text that should be a calendar, and in which line where it is one. */
export type Broken =
  | { wrong: "not-a-calendar" | "unfinished" }
  /** The line as it stands in the file, counted from 1, and how it begins. */
  | { wrong: "line"; line: number; says: string }

const QUOTED_LENGTH = 60

/** The events of a calendar (RFC 5545), each still as the file says it. */
export function eventsIn(icsText: string): ICAL.Component[] | Broken {
  const text = icsText.replace(/^\uFEFF/, "")
  if (!/^\s*BEGIN:VCALENDAR\s/i.test(text)) return { wrong: "not-a-calendar" }
  try {
    return calendarsOf(ICAL.parse(text)).flatMap((calendar) => calendar.getAllSubcomponents("vevent"))
  } catch {
    // The parser says that it cannot go on, seldom where: the line is looked for.
    return whereBroken(text)
  }
}

/** One calendar is given as it is, several as a list of them. */
function calendarsOf(parsed: unknown[]): ICAL.Component[] {
  const all = typeof parsed[0] === "string" ? [parsed] : parsed
  return all.filter((each) => Array.isArray(each)).map((each) => new ICAL.Component(each))
}

function whereBroken(text: string): Broken {
  for (const { number, says } of linesOf(text)) {
    if (!isReadable(says)) return { wrong: "line", line: number, says: cleaned(says).slice(0, QUOTED_LENGTH) }
  }
  return { wrong: "unfinished" }
}

type Line = { number: number; says: string }

/** The lines of a calendar: one that begins with a space goes on with the one before. */
function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const [index, says] of text.split(/\r?\n/).entries()) {
    const before = lines.at(-1)
    if (before && /^[ \t]/.test(says)) before.says += says.slice(1)
    else lines.push({ number: index + 1, says })
  }
  return lines
}

function isReadable(line: string): boolean {
  if (line.trim() === "" || /^(BEGIN|END):/i.test(line)) return true
  try {
    ICAL.parse.property(line)
    return true
  } catch {
    // That is what was asked.
    return false
  }
}
