// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest"
import type { Event, Offer, StepAction, Timer } from "../../../shared/protocol/types"
import { agents } from "../../state/people"
import { ana, bo, conversation, NOON, offer, waitingFor } from "../../testing/cast"
import { storyLines } from "./story-lines"

type Draft = Event extends infer Each
  ? Each extends Event
    ? Omit<Each, "conversationId" | "seq" | "at">
    : never
  : never

const system = { kind: "system" as const }
const by = ({ id, name }: { id: string; name: string }) => ({ kind: "agent" as const, id, name })
const MINUTE_S = 60

const wrote: Draft = {
  type: "message.posted",
  by: { kind: "visitor" },
  message: { id: "m", body: "Do you ship?", attachments: [] },
}
const asked = (changes: Partial<Offer>): Draft => ({ type: "offer.made", by: system, offer: offer("x", changes) })
const missed = (agentId: string): Draft => ({
  type: "offer.ended",
  by: system,
  offer: offer("x", { agentId }),
  outcome: "missed",
})
const step = (action: StepAction): Draft => ({
  type: "step.taken",
  by: system,
  step: { do: action, timerId: "timer", timerKind: "first-touch", dueAt: NOON, lateMs: null },
})
const assigned = (assigneeId: string | null): Draft => ({
  type: "conversation.assigned",
  by: assigneeId === null ? system : by(bo),
  assigneeId,
  teamId: null,
  ...(assigneeId === null && { why: "silent" as const }),
})
const due: Draft = { type: "timer.breached", by: system, timer: waitingFor(2 * MINUTE_S) }
const answered = (stoppedFor: Timer["stoppedFor"]): Draft => ({
  type: "timer.stopped",
  by: by(ana),
  timer: { ...waitingFor(2 * MINUTE_S), stoppedFor },
})
const told: Draft = {
  type: "delay.told",
  by: system,
  missed: "first-touch",
  missedAt: NOON,
  nextDueAt: null,
  questions: [],
}

/** What a story that happened so many seconds after noon says, a list of sentences for each moment. */
function lines(...happened: (readonly [second: number, draft: Draft])[]) {
  const story = happened.map(([second, draft], index) => ({
    ...draft,
    conversationId: "vera",
    seq: index + 1,
    at: NOON + second * 1_000,
  })) as Event[]
  const breach = { conversation: conversation("vera", { name: "Vera" }), timer: waitingFor(2 * MINUTE_S), story }
  return storyLines(breach).map(({ at, parts }) => [(at - NOON) / 1_000, ...parts.map(({ words }) => words)])
}

describe("the story of a missed reply", () => {
  beforeEach(() => {
    agents.value = [ana, bo]
  })

  test("is told from the question to the late answer, what happened in one moment in one breath", () => {
    const story = lines(
      [0, wrote],
      [0, step("offer")],
      [0, asked({ agentId: bo.id })],
      [30, missed(bo.id)],
      [30, asked({ agentId: ana.id, reason: "missed" })],
      [30, step("offer")],
      [60, step("ring")],
      [60, missed(ana.id)],
      [60, asked({ agentId: null, reason: "ring", expiresAt: null })],
      [90, step("escalate")],
      [120, due],
      [120.001, step("tell")],
      [120.001, told],
      [188, answered("reply")],
    )
    expect(story).toEqual([
      [0, "Vera wrote", "Asked Bo, whose turn it was"],
      [30, "Bo did not answer in 30 seconds", "Asked Ana"],
      [60, "Ana did not answer in 1 minute", "Asked everybody"],
      [90, "Told the supervisors"],
      [120, "The reply was due", "The visitor was told that it is late"],
      [188, "Ana answered, 1 minute 8 seconds late"],
    ])
  })

  test("says that there was nobody to ask, whichever of the two was noted first", () => {
    expect(lines([0, wrote], [0, step("offer")])).toEqual([[0, "Vera wrote", "There was nobody to ask"]])
    const before = [
      [0, wrote],
      [0, asked({ agentId: bo.id })],
    ] as const
    const end = [30, "Bo did not answer in 30 seconds", "There was nobody else to ask"]
    expect(lines(...before, [30, missed(bo.id)], [30, step("offer")]).at(-1)).toEqual(end)
    expect(lines(...before, [30, step("offer")], [30, missed(bo.id)]).at(-1)).toEqual(end)
  })

  test("tells who had it when it was asked, and no step of theirs as nobody's", () => {
    expect(lines([-MINUTE_S, assigned(bo.id)], [0, wrote], [0, step("offer")], [30, step("offer")])).toEqual([
      [0, "Vera wrote, Bo had it"],
    ])
  })

  test("tells that it was taken from whoever did not reply", () => {
    expect(lines([0, wrote], [10, assigned(bo.id)], [40, step("offer")], [40, assigned(null)])).toEqual([
      [0, "Vera wrote"],
      [10, "Bo took it"],
      [40, "Bo did not reply", "There was nobody else to ask"],
    ])
  })

  test.each([
    ["greeting", "Ana asked for a moment, 10 seconds late"],
    ["no-reply-needed", "Ana said that no reply was needed, 10 seconds late"],
    ["promised", "Ana promised a time, 10 seconds late"],
    ["resolved", "Ana resolved it, 10 seconds late"],
  ] as const)("tells a late %s from an answer", (stoppedFor, sentence) => {
    expect(lines([0, wrote], [130, answered(stoppedFor)]).at(-1)).toEqual([130, sentence])
  })
})
