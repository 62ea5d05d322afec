import { describe, expect, test } from "vitest"
import { askedIn, asksLater, asksUntil, moveOf, outcomeOfSilence, type Situation } from "./offers"

const ANA_IS_ASKED = { agentId: "ana", teamId: null, offeredAt: 1_000 }
const ALL_ARE_ASKED = { agentId: null, teamId: null, offeredAt: 1_000 }

const HERE = { isHere: true, hasTimeUntil: 31_000 }

const situation: Situation = {
  now: 31_000,
  step: { do: "offer", dueAt: 31_000 },
  wait: { kind: "first-touch", dueAt: 121_000 },
  isOwnStep: true,
  assignee: null,
  offer: ANA_IS_ASKED,
}
const move = (differs: Partial<Situation>) => moveOf({ ...situation, ...differs })

describe("a step", () => {
  test("goes on to the next when whoever is asked did not accept, or whoever has it did not answer", () => {
    expect(move({})).toBe("next")
    expect(move({ offer: null, assignee: HERE })).toBe("next")
  })

  test("changes nothing where it moved on already since it was due, or all are asked", () => {
    expect(move({ offer: { ...ANA_IS_ASKED, offeredAt: 31_000 } })).toBeNull()
    expect(move({ offer: ALL_ARE_ASKED })).toBeNull()
  })

  test("leaves a later reply with the person who is in the conversation, as long as they are here", () => {
    const later: Partial<Situation> = { wait: { kind: "next-reply", dueAt: 121_000 }, offer: null }
    expect(move({ ...later, assignee: HERE })).toBeNull()
    expect(move({ ...later, assignee: { ...HERE, isHere: false } })).toBe("next")
  })

  test("rings the team, and at last everybody, unless everybody is rung already", () => {
    const tell = { do: "tell", dueAt: 121_001 } as const
    expect(move({ step: { do: "ring", dueAt: 61_000 } })).toBe("team")
    expect(move({ step: tell })).toBe("everybody")
    expect(move({ step: tell, offer: { ...ALL_ARE_ASKED, teamId: "sales" } })).toBe("everybody")
    expect(move({ step: tell, offer: ALL_ARE_ASKED })).toBeNull()
  })

  test("that rings after the due time rings everybody, once", () => {
    const ring = { do: "ring", dueAt: 130_000 } as const
    expect(move({ step: ring, offer: null, assignee: HERE })).toBe("everybody")
    expect(move({ step: ring, offer: ALL_ARE_ASKED })).toBeNull()
  })

  test("that tells leaves it with whoever is about to answer, until they have had their time", () => {
    const told: Partial<Situation> = { now: 121_001, step: { do: "tell", dueAt: 121_001 }, offer: null }
    expect(move({ ...told, assignee: { isHere: true, hasTimeUntil: 130_000 } })).toBe("later")
    expect(move({ ...told, assignee: { isHere: true, hasTimeUntil: 121_001 } })).toBe("everybody")
    expect(move({ ...told, assignee: { isHere: false, hasTimeUntil: 130_000 } })).toBe("everybody")
  })

  test("of another timer asks nobody, but for the one that tells that it was missed", () => {
    expect(move({ isOwnStep: false })).toBeNull()
    expect(move({ isOwnStep: false, step: { do: "ring", dueAt: 61_000 } })).toBeNull()
    expect(move({ isOwnStep: false, step: { do: "tell", dueAt: 61_000 } })).toBe("everybody")
  })
})

test("one agent is asked for 45 s, and no longer than until the next move", () => {
  expect(asksUntil(10_000, [])).toBe(55_000)
  expect(asksUntil(10_000, [10_000, 30_000, 60_000])).toBe(30_000)
})

test("who was asked for less than ten seconds missed nothing, nor does a team", () => {
  expect(outcomeOfSilence(ANA_IS_ASKED, 11_000)).toBe("missed")
  expect(outcomeOfSilence(ANA_IS_ASKED, 10_999)).toBe("passed")
  expect(outcomeOfSilence(ALL_ARE_ASKED, 90_000)).toBe("withdrawn")
})

test("nobody is asked twice in one wait, but for those from whom it was withdrawn, and who left", () => {
  const asked = askedIn([
    { agentId: "ana", fromId: null, reason: "first", outcome: "missed" },
    { agentId: "dora", fromId: "ana", reason: "missed", outcome: "passed" },
    { agentId: "bo", fromId: "dora", reason: "missed", outcome: "withdrawn" },
    { agentId: "emil", fromId: null, reason: "room", outcome: "gone" },
    { agentId: "bo", fromId: "emil", reason: "gone", outcome: "away" },
    { agentId: null, fromId: "cleo", reason: "ring", outcome: null },
  ])
  expect(asked).toEqual(new Set(["ana", "dora", "cleo"]))
})

test("the steps to come ask somebody, or they do not: reminding and escalating ask nobody", () => {
  expect(asksLater(["remind", "escalate", "tell"])).toBe(true)
  expect(asksLater(["offer"])).toBe(true)
  expect(asksLater(["remind", "escalate"])).toBe(false)
  expect(asksLater([])).toBe(false)
})
