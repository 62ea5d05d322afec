/** A time as a clock shows it, and its day where one must know it: "tomorrow", "on Monday". */
export type Moment = { time: string; day: string | null }

/** Every word the widget says, in one language. */
export type Words = {
  /** The language's tag, for `Intl`. */
  tag: string
  /** When something is, given the name of a weekday or a date. */
  on(day: string): string
  chat: string
  chatWith(site: string): string
  openChat: string
  closeChat: string
  unread(count: number): string
  greeting: string
  /** How soon a person answers, before anything was written: as it is promised. */
  within(targetMs: number): string
  /** The same as it was in the last week, where that is worse. */
  usually(paceMs: number): string
  /** The same where no time is promised. */
  someTime: string
  closed(opens: Moment | null): string
  /** The promise once somebody waits; `name` is who will answer, where that is known. */
  by(due: Moment, name: string | null): string
  missed(due: Moment): string
  /** What happens after a miss, in two lines; null where no other time is promised. */
  next(due: Moment | null): string
  /** A person said until when they will write. */
  promised(due: Moment, name: string): string
  moved(due: Moment, name: string): string
  kept: string
  field: string
  send: string
  sending: string
  sent: string
  seen: string
  notSent: string
  retry: string
  discard: string
  tooLong(count: number): string
  typing(name: string | null): string
  offline: string
  refused: string
  forgetful: string
  resolved(name: string | null): string
  newest: string
  earlier: string
  robot: string
  menu: string
  sound: string
  askContact: string
  reach: string
  askName: string
  name: string
  save: string
  notNow: string
  saved: string
  wrongContact: string
  failedContact: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** A duration as one number and its unit, rounded up, so that nothing sooner is promised than is meant. */
export function roundUp(durationMs: number): { count: number; unit: "second" | "minute" | "hour" } {
  if (durationMs < MINUTE_MS) return { count: Math.ceil(durationMs / 1_000), unit: "second" }
  if (durationMs < HOUR_MS) return { count: Math.ceil(durationMs / MINUTE_MS), unit: "minute" }
  return { count: Math.ceil(durationMs / HOUR_MS), unit: "hour" }
}

/** The form of a word that goes with a number: one книга, few книги, many книг. */
export function plural(tag: string, count: number, one: string, few: string, many: string): string {
  const forms: Record<string, string> = { one, few }
  return `${count} ${forms[new Intl.PluralRules(tag).select(count)] ?? many}`
}

/** A moment in languages that name the day first: завтра до 15:00. */
export function dayAndTime({ time, day }: Moment, preposition: string): string {
  return `${day ? `${day} ` : ""}${preposition} ${time}`
}
