import { describe, expect, test } from "vitest"
import { askedIn, asksUntil, moveOf, outcomeOfSilence, type Situation } from "./offers"

const ANA_IS_ASKED = { agentId: "ana", teamId: null, offeredAt: 1_000 }
const ALL_ARE_ASKED = { agentId: null, teamId: null, offeredAt: 1_000 }

const situation: Situation = {
  step: { do: "offer", dueAt: 31_000 },
  wait: { kind: "first-touch" },
  isOwnStep: true,
  assignee: null,
  offer: ANA_IS_ASKED,
}
const move = (differs: Partial<Situation>) => moveOf({ ...situation, ...differs })

describe("a step", () => {
  test("goes on to the next when whoever is asked did not accept, or whoever has it did not answer", () => {
    expect(move({})).toBe("next")
    expect(move({ offer: null, assignee: { isHere: true } })).toBe("next")
  })

  test("changes nothing where it moved on already since it was due, or all are asked", () => {
    expect(move({ offer: { ...ANA_IS_ASKED, offeredAt: 31_000 } })).toBeNull()
    expect(move({ offer: ALL_ARE_ASKED })).toBeNull()
  })

  test("leaves a later reply with the person who is in the conversation, as long as they are here", () => {
    const later: Partial<Situation> = { wait: { kind: "next-reply" }, offer: null }
    expect(move({ ...later, assignee: { isHere: true } })).toBeNull()
    expect(move({ ...later, assignee: { isHere: false } })).toBe("next")
  })

  test("rings the team, and at last everybody, unless everybody is rung already", () => {
    const tell = { do: "tell", dueAt: 121_001 } as const
    expect(move({ step: { do: "ring", dueAt: 61_000 } })).toBe("team")
    expect(move({ step: tell })).toBe("everybody")
    expect(move({ step: tell, offer: { ...ALL_ARE_ASKED, teamId: "sales" } })).toBe("everybody")
    expect(move({ step: tell, offer: ALL_ARE_ASKED })).toBeNull()
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
  expect(outcomeOfSilence(ANA_IS_ASKED, 10_999)).toBe("withdrawn")
  expect(outcomeOfSilence(ALL_ARE_ASKED, 90_000)).toBe("withdrawn")
})

test("nobody is asked twice in one wait, but for those from whom it was withdrawn", () => {
  const asked = askedIn([
    { agentId: "ana", fromId: null, outcome: "missed" },
    { agentId: "bo", fromId: "ana", outcome: "withdrawn" },
    { agentId: null, fromId: "cleo", outcome: null },
  ])
  expect(asked).toEqual(new Set(["ana", "cleo"]))
})
