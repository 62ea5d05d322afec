import { signal } from "@preact/signals"
import { describe, expect, it } from "vitest"
import type { Event, Person, VisitorConversation } from "../../shared/protocol/types"
import { createClock } from "./clock"
import { createWait, waitingSince } from "./wait"

const said = (kind: Person["kind"], at: number): Event => ({
  ...{ type: "message.posted", conversationId: "1", seq: at, at, by: { kind } },
  message: { id: `${at}`, body: "", attachments: [] },
})

describe("since when a visitor waits", () => {
  it("counts from the first message nobody answered, not from the last (T6)", () => {
    expect(waitingSince([said("visitor", 1), said("visitor", 2)])).toBe(1)
  })

  it("a person's answer ends it, a robot's does not (T5)", () => {
    expect(waitingSince([said("visitor", 1), said("bot", 2)])).toBe(1)
    expect(waitingSince([said("visitor", 1), said("agent", 2)])).toBeNull()
    expect(waitingSince([said("visitor", 1), said("agent", 2), said("visitor", 3)])).toBe(3)
  })
})

describe("the wait", () => {
  const start = Date.UTC(2026, 10, 23)
  const promise = (state: "running" | "met" | "breached") => ({ dueAt: start + 1_000, state })
  const asked = said("visitor", start)
  const waitAt = (now: number, state: "running" | "met" | "breached" = "running", events = [asked]) => {
    const clock = createClock()
    clock.correct(now)
    const conversation = signal({ promise: promise(state), createdAt: start } as VisitorConversation)
    return createWait({ conversation, events: signal(events), clock }).value
  }

  it("is calm, soon, then late", () => {
    expect(waitAt(start)?.urgency).toBe("calm")
    expect(waitAt(start + 900)?.urgency).toBe("soon")
    expect(waitAt(start + 5_000)).toMatchObject({ urgency: "late", share: 0 })
  })

  it("of a promise that was renewed begins anew", () => {
    const common = { conversationId: "1", seq: 2, at: start + 500, by: { kind: "system" } } as const
    const told = { ...common, missedAt: start + 500, nextDueAt: start + 1_000, questions: [] }
    const delay: Event = { ...told, type: "delay.told", missed: "first-touch" }
    expect(waitAt(start + 500, "running", [asked, delay])?.share).toBe(1)
    const made: Event = { ...common, type: "promise.made", dueAt: start + 1_000, renewed: false }
    expect(waitAt(start + 750, "running", [asked, said("agent", start + 1), made])?.share).toBe(0.5)
  })

  it("goes on after a greeting, until what was asked is answered", () => {
    expect(waitAt(start + 500, "running", [asked, said("agent", start + 100)])?.share).toBe(0.5)
  })

  it("is over once the promise was met", () => {
    expect(waitAt(start, "met")).toBeNull()
  })
})
