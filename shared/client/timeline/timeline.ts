import type { Attachment, Event, EventOf, Person } from "../../protocol/types"
import type { Pending } from "../outgoing"

type Spoken = {
  kind: "message" | "note"
  id: string
  body: string
  attachments: readonly Attachment[]
  at: number
  by: Person
  /** Present once the server has it. */
  seq?: number
  /** Present while it is only here. */
  pending?: Pending
}

/** One row of a conversation on a screen. */
export type TimelineItem =
  | { type: "day"; key: string; at: number }
  | { type: "said"; key: string; said: Spoken; first: boolean; last: boolean }
  | { type: "happened"; key: string; event: Exclude<Event, EventOf<"message.posted"> | EventOf<"note.added">> }

/** People who speak again within this time stay in one group. */
const SAME_GROUP_MS = 5 * 60_000

/**
 * The rows of a conversation: what was recorded, then what is on its way, with a line for each new day and runs of one
 * person's messages grouped. `me` is who writes here; `dayOf` gives the local day of a time.
 */
export function timeline(
  events: readonly Event[],
  pending: readonly Pending[],
  me: Person,
  dayOf: (at: number) => string,
): TimelineItem[] {
  const items: TimelineItem[] = []
  let day = ""
  const openDay = (at: number) => {
    const today = dayOf(at)
    if (today !== day) items.push({ type: "day", key: `day-${today}`, at })
    day = today
  }

  for (const event of events) {
    openDay(event.at)
    const said = spoken(event)
    if (said) items.push({ type: "said", key: said.id, said, first: true, last: true })
    else items.push({ type: "happened", key: `seq-${event.seq}`, event: event as never })
  }
  const arrived = new Set(items.map((item) => item.key))
  for (const each of pending) {
    if (arrived.has(each.id)) continue
    openDay(each.writtenAt)
    const { kind, id, body, attachments = [], writtenAt: at } = each
    const said: Spoken = { kind, id, body, attachments, at, by: me, pending: each }
    items.push({ type: "said", key: each.id, said, first: true, last: true })
  }
  return grouped(items)
}

function spoken({ at, by, seq, ...content }: Event): Spoken | null {
  if ("message" in content) return { kind: "message", ...content.message, at, by, seq }
  return "note" in content ? { kind: "note", ...content.note, attachments: [], at, by, seq } : null
}

function grouped(items: TimelineItem[]): TimelineItem[] {
  return items.map((item, index) => {
    if (item.type !== "said") return item
    const before = items[index - 1]
    const after = items[index + 1]
    return { ...item, first: !together(before, item), last: !together(item, after) }
  })
}

function together(one: TimelineItem | undefined, other: TimelineItem | undefined): boolean {
  if (one?.type !== "said" || other?.type !== "said") return false
  const samePerson = one.said.by.kind === other.said.by.kind && one.said.by.name === other.said.by.name
  return samePerson && one.said.kind === other.said.kind && other.said.at - one.said.at < SAME_GROUP_MS
}
