import { words } from "../../locales/holidays"
import type { LeftOut, Why } from "../../state/calendar-file/holidays-in"

const NAMED = 3

/** What of a file gives no day to close on, counted by its reason, the first few by name. */
export function LeftOutEvents({ leftOut, until }: { leftOut: readonly LeftOut[]; until: string }) {
  if (leftOut.length === 0) return null
  const reasons = [...new Set(leftOut.map(({ why }) => why))]
  return (
    <section class="left-out">
      <h3>{words.leftOut}</h3>
      <ul>
        {reasons.map((why) => (
          <li key={why} class="field-hint">
            {inWords(
              why,
              leftOut.filter((each) => each.why === why),
              until,
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function inWords(why: Why, events: readonly LeftOut[], until: string): string {
  const counted = words.why[why](events.length, until)
  const names = [...new Set(events.map(({ name }) => name))].filter((name) => name !== "")
  if (names.length === 0) return `${counted}.`
  const named = names.slice(0, NAMED).map(words.quoted).join(", ")
  return `${counted}: ${named}${names.length > NAMED ? " …" : "."}`
}
