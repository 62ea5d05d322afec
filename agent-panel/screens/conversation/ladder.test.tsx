// @vitest-environment happy-dom
import { screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import type { Event, EventOf, Offer, StepAction, Timer } from "../../../shared/protocol/types"
import { navigate } from "../../state/route"
import { ana, bo, conversation, NOON, offer, opened, said, waitingFor } from "../../testing/cast"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

const system = { kind: "system" as const }
const byBo = { kind: "agent" as const, id: bo.id, name: "Bo" }
const byAna = { kind: "agent" as const, id: ana.id, name: "Ana" }
const everybody = { agentId: null, expiresAt: null }

type Draft = Event extends infer Each
  ? Each extends Event
    ? Omit<Each, "conversationId" | "seq" | "at">
    : never
  : never

const asked = (changes: Partial<Offer>): Draft => ({ type: "offer.made", by: system, offer: offer("x", changes) })
const step = (action: StepAction, lateMs: number | null = null): Draft => ({
  type: "step.taken",
  by: system,
  step: { do: action, timerId: "timer", timerKind: "first-touch", dueAt: NOON, lateMs },
})
const missed = (agentId: string): Draft => ({
  type: "offer.ended",
  by: system,
  offer: offer("x", { agentId }),
  outcome: "missed",
})
const took = (by: typeof byBo): Draft => ({ type: "conversation.assigned", by, assigneeId: by.id, teamId: null })
const takenBack = (why: EventOf<"conversation.assigned">["why"]): Draft => ({
  type: "conversation.assigned",
  by: system,
  assigneeId: null,
  teamId: null,
  ...(why && { why }),
})
const timer = (
  type: "timer.met" | "timer.stopped" | "timer.breached",
  changes: Partial<Timer>,
  by: Event["by"] = byBo,
): Draft => ({
  type,
  by,
  timer: { ...waitingFor(0), ...changes },
})

/** Opens Vera's conversation, in which this happened after her question, ten seconds apart. */
async function happened(...drafts: Draft[]): Promise<void> {
  const rest = drafts.map((draft, index) => ({
    ...draft,
    conversationId: "vera",
    seq: index + 3,
    at: NOON + index * 10_000,
  })) as Event[]
  panel = await openPanel([conversation("vera", { name: "Vera" })], {
    vera: [opened("vera"), said("vera", 2, "Do you ship?"), ...rest],
  })
  navigate({ screen: "conversation", id: "vera", pane: "conversation" })
  await screen.findByText("Opened")
}

const clock = (at: number) =>
  new Date(at).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const ladders = () => [...document.querySelectorAll(".ladder")]
const summaries = () => ladders().map((ladder) => ladder.querySelector("summary")?.querySelector("span")?.textContent)
const steps = () => [...document.querySelectorAll(".ladder li")].map((line) => line.lastChild?.textContent)

describe("a ladder in the thread", () => {
  test("is one line, however many steps it took, and each step with its time where it is opened", async () => {
    await happened(
      step("offer"),
      asked({ agentId: bo.id }),
      step("offer"),
      missed(bo.id),
      asked({ agentId: ana.id, reason: "missed" }),
      step("ring"),
      missed(ana.id),
      asked({ ...everybody, reason: "ring" }),
      step("escalate"),
    )
    expect(summaries()).toEqual(["Asked Bo, then Ana, then everybody · Supervisors told"])
    expect(ladders()[0]?.hasAttribute("open")).toBe(false)
    expect(steps()).toEqual([
      "Asked Bo, whose turn it was",
      "Bo did not answer in 30 seconds",
      "Asked Ana",
      "Ana did not answer in 1 minute",
      "Asked everybody",
      "Told the supervisors",
    ])
    expect(document.querySelector(".ladder li time")?.textContent).toMatch(/:00:10$/)
  })

  test("says in the same line who took it, and who lost it again", async () => {
    await happened(
      asked({ agentId: bo.id }),
      took(byBo),
      step("offer"),
      takenBack("silent"),
      asked({ agentId: ana.id, reason: "silent", from: { id: bo.id, name: "Bo", hadItMs: 30_000 } }),
      took(byAna),
    )
    expect(summaries()).toEqual(["Asked Bo, who took it · Bo did not reply · Asked Ana, who took it"])
  })

  test("names who had it where they took it long before", async () => {
    await happened(
      took(byBo),
      said("vera", 4, "And by when?"),
      takenBack("gone"),
      asked({ agentId: ana.id, reason: "gone", from: { id: bo.id, name: "Bo", hadItMs: 30_000 } }),
    )
    expect(screen.getByText("Bo took it")).toBeTruthy()
    expect(summaries()).toEqual(["Bo lost the connection · Asked Ana"])
  })

  test("goes on over the breach and what the visitor was told, which stand below it", async () => {
    await happened(
      asked({ agentId: bo.id }),
      timer("timer.breached", {}, system),
      step("tell"),
      {
        type: "delay.told",
        by: system,
        missed: "first-touch",
        missedAt: NOON,
        nextDueAt: NOON + 20 * 60_000,
        questions: [],
      },
      missed(bo.id),
      asked({ ...everybody, reason: "overdue" }),
    )
    expect(summaries()).toEqual(["Asked Bo, then everybody"])
    const lines = [...document.querySelectorAll(".item .happened")].map((line) => line.textContent)
    expect(lines.slice(-2)).toEqual([
      `First reply fell due at ${clock(NOON)}`,
      `The visitor was told that it is late, and promised an answer by ${clock(NOON + 20 * 60_000)}${clock(NOON + 30_000)}`,
    ])
  })

  test("begins anew after somebody wrote", async () => {
    await happened(asked({ agentId: bo.id }), said("vera", 4, "Hello?"), asked({ agentId: ana.id }))
    expect(summaries()).toEqual(["Asked Bo", "Asked Ana"])
  })

  test("that asked nobody is no line at all", async () => {
    await happened(step("offer"), step("offer"))
    expect(ladders()).toEqual([])
  })

  test("says of a step that came late why it did", async () => {
    await happened(asked({ agentId: bo.id }), step("escalate", 180_000))
    expect(steps()).toContain("Told the supervisors, 3 minutes late because nothing ran")
  })

  test("tells why each one was asked", async () => {
    const from = { id: bo.id, name: "Bo", hadItMs: 30_000 }
    await happened(
      asked({ agentId: ana.id, reason: "knows" }),
      asked({ agentId: bo.id, reason: "room" }),
      { type: "offer.ended", by: byBo, offer: offer("x", { agentId: bo.id }), outcome: "declined" },
      asked({ agentId: ana.id, reason: "declined", from }),
      { type: "step.postponed", by: byAna, timerId: "timer", until: NOON + 70_000 },
    )
    expect(steps()).toEqual([
      "Asked Ana, who knows Vera",
      "Asked Bo, who had room again",
      "Bo declined",
      "Asked Ana",
      "Ana was writing and got 30 seconds more",
    ])
  })
})

describe("what happened", () => {
  const tomorrow = NOON + 24 * 3_600_000

  test.each<[string, Draft]>([
    [
      "First reply within 12 seconds · A greeting: the answer is still owed",
      timer("timer.met", { startedAt: NOON, stoppedAt: NOON + 12_000, stoppedFor: "greeting" }),
    ],
    [`The answer fell due at ${clock(NOON)}`, timer("timer.breached", { kind: "answer" }, system)],
    [`Promised by ${clock(NOON)}, and not kept`, timer("timer.breached", { kind: "promise" }, system)],
    [`It was to be resolved by ${clock(NOON)}`, timer("timer.breached", { kind: "resolution" }, system)],
    ["Bo: no reply needed", timer("timer.met", { kind: "next-reply", stoppedFor: "no-reply-needed" })],
    [
      `Bo promised an answer by ${clock(NOON + 3_600_000)}`,
      { type: "promise.made", by: byBo, dueAt: NOON + 3_600_000, renewed: false },
    ],
    [
      `Bo put the promise off to November 24 at ${clock(tomorrow)}`,
      { type: "promise.made", by: byBo, dueAt: tomorrow, renewed: true },
    ],
    ["Bo kept the promise", { type: "promise.kept", by: byBo }],
    [
      "The visitor was told that it is late",
      { type: "delay.told", by: system, missed: "promise", missedAt: NOON, nextDueAt: null, questions: [] },
    ],
    [
      `Bo snoozed it until November 24 at ${clock(tomorrow)}`,
      { type: "conversation.snoozed", by: byBo, until: tomorrow },
    ],
    ["Back from its snooze", { type: "conversation.reopened", by: system }],
  ])("%s", async (sentence, draft) => {
    await happened(draft)
    expect(within(screen.getByRole("region", { name: "Conversation" })).getByText(sentence)).toBeTruthy()
  })
})
