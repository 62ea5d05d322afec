import type { AuditEntry } from "../../../../shared/protocol/types"
import { dayKey, dayName, fullTime, timeOfDay } from "../../../locales/format"
import { serverTime } from "../../../state/clock"
import { inWords, whoInWords } from "./in-words"

/** The lines of the log under their days, the latest first. */
export function Days({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div class="audit">
      {byDay(entries).map(([first, ...rest]) => (
        <section key={first.id} class="audit-day">
          <h2>{dayName(first.at, serverTime())}</h2>
          <ol>
            {[first, ...rest].map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Line({ entry }: { entry: AuditEntry }) {
  return (
    <li class="audit-line" data-kind={entry.kind}>
      <time dateTime={new Date(entry.at).toISOString()} title={fullTime(entry.at)}>
        {timeOfDay(entry.at)}
      </time>
      <span class="audit-what">
        <span dir="auto">{inWords(entry)}</span>
        <bdi class="field-hint">{whoInWords(entry)}</bdi>
      </span>
    </li>
  )
}

type Day = [AuditEntry, ...AuditEntry[]]

function byDay(entries: readonly AuditEntry[]): Day[] {
  const days: Day[] = []
  for (const entry of entries) {
    const day = days.at(-1)
    if (day && dayKey(day[0].at) === dayKey(entry.at)) day.push(entry)
    else days.push([entry])
  }
  return days
}
