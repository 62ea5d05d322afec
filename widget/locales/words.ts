/** Every word the widget says, in one language. Times come written out. */
export type Words = {
  /** The language's tag, for `Intl`. */
  tag: string
  chat: string
  chatWith(site: string): string
  openChat: string
  closeChat: string
  unread(count: number): string
  greeting: string
  /** How soon a person answers, before anything was written. */
  within(targetMs: number): string
  closed(opensAt: string | null): string
  /** The promise once somebody waits; `name` is who will answer, where that is known. */
  by(time: string, name: string | null): string
  late(time: string): string
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
