import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { emptyConversation, prepend, receive, receiveAll } from "./conversation"
import type { Event } from "./protocol/types"

const event = (seq: number): Event => ({
  type: "message.posted",
  conversationId: "c",
  seq,
  at: seq,
  by: { kind: "visitor" },
  message: { id: String(seq), body: `Message ${seq}`, attachments: [] },
})
const upTo = (last: number) => Array.from({ length: last }, (_, index) => event(index + 1))

describe("receive (W6)", () => {
  test("a known event is ignored, the next one is applied, one beyond is asked for", () => {
    const held = receiveAll(emptyConversation("c"), upTo(2))
    expect(receive(held, event(2))).toEqual({ outcome: "known", state: held })
    expect(receive(held, event(3))).toMatchObject({ outcome: "applied", state: { seq: 3 } })
    expect(receive(held, event(5))).toEqual({ outcome: "missed", state: held, after: 2 })
  })

  test("an event type that this version does not know is kept and counted (W11)", () => {
    const unknown = { ...event(1), type: "rating.given" } as unknown as Event
    const held = receiveAll(emptyConversation("c"), [unknown, event(2)])
    expect(held.seq).toBe(2)
  })

  test("whatever is lost, doubled or out of order, asking for what was missed ends with the same conversation", () => {
    const deliveries = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 80 })
    fc.assert(
      fc.property(deliveries, (seqs) => {
        let state = emptyConversation("c")
        for (const seq of seqs) {
          const received = receive(state, event(seq))
          state = received.outcome === "missed" ? receiveAll(state, upTo(seq).slice(received.after)) : received.state
        }
        expect(state.events).toEqual(upTo(Math.max(0, ...seqs)))
      }),
    )
  })

  test("older history goes before what is held, and only where it fits", () => {
    const held = receiveAll(emptyConversation("c", 10), [event(11), event(12)])
    const older = prepend(held, [event(9), event(10)])
    expect(older.events.map(({ seq }) => seq)).toEqual([9, 10, 11, 12])
    expect(older.from).toBe(8)
    expect(prepend(held, [event(7), event(8)])).toBe(held)
    expect(prepend(held, [])).toBe(held)
  })
})
