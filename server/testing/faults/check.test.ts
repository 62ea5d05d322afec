import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { check, countOf, type Findings } from "./check"
import type { History, Outcome, Said, Sent, Sight } from "./history"

const OBSERVERS = ["Ana", "Vera's second tab", "the log", "the database"]

/** What people sent, in the order in which it was stored, and whether each was acknowledged. */
const written = fc.array(
  fc.record({
    sender: fc.constantFrom("Vera", "Viktor", "Ana"),
    conversationId: fc.constantFrom("one", "two"),
    outcome: fc.constantFrom<Outcome>("ok", "ok", "ok", "unknown", "fail"),
    /** Of an unknown outcome nobody can say whether it is there. */
    arrived: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
)

type Written = { sender: string; conversationId: string; outcome: Outcome; arrived: boolean }[]

/** What a chat without a fault leaves behind. */
function flawless(all: Written): History {
  const places = new Map<string, number>()
  const sends: (Sent & { isThere: boolean; where: string })[] = all.map((each, index) => {
    const place = (places.get(each.sender) ?? 0) + 1
    places.set(each.sender, place)
    const { sender, outcome, conversationId: where } = each
    const isThere = outcome === "ok" || (outcome === "unknown" && each.arrived)
    const conversationId = outcome === "ok" ? where : null
    return { id: `id ${index}`, body: `message ${index}`, sender, place, outcome, conversationId, isThere, where }
  })
  const sights = ["one", "two"].flatMap((conversationId) => {
    const messages = sends.filter(({ isThere, where }) => isThere && where === conversationId)
    return OBSERVERS.map((observer) => ({ observer, conversationId, messages: messages.map(said) }))
  })
  return { sends: sends.map(({ isThere: _, where: __, ...sent }) => sent), sights }
}

const said = ({ id, body }: Said): Said => ({ id, body })

/** A history with one sight changed by hand. */
function changed(history: History, which: number, change: (messages: readonly Said[]) => readonly Said[]): History {
  const sights = history.sights.map(
    (sight, index): Sight => (index === which ? { ...sight, messages: change(sight.messages) } : sight),
  )
  return { ...history, sights }
}

/** Chooses an observer and a message that was acknowledged and stands in what they see. */
function planted(plant: (history: History, which: number, message: Said) => History, expected: keyof Findings): void {
  fc.assert(
    fc.property(written, fc.nat(), fc.nat(), (all, one, other) => {
      const history = flawless(all)
      const which = one % history.sights.length
      const acknowledged = (history.sights[which]?.messages ?? []).filter(({ id }) =>
        history.sends.some((sent) => sent.id === id && sent.outcome === "ok"),
      )
      const message = acknowledged[other % acknowledged.length]
      fc.pre(message !== undefined)
      expect(check(plant(history, which, message))[expected]).not.toEqual([])
    }),
  )
}

describe("the checker", () => {
  test("finds nothing in what a chat without a fault leaves behind", () => {
    fc.assert(fc.property(written, (all) => countOf(check(flawless(all))) === 0))
  })

  test("finds one that an observer lost", () => {
    planted((history, which, lost) => changed(history, which, (all) => all.filter(({ id }) => id !== lost.id)), "lost")
  })

  test("finds one that everybody lost", () => {
    planted(({ sends, sights }, _, lost) => {
      const without = sights.map((sight) => ({ ...sight, messages: sight.messages.filter(({ id }) => id !== lost.id) }))
      return { sends, sights: without }
    }, "lost")
  })

  test("finds that nobody looked where one was acknowledged", () => {
    planted(({ sends }) => ({ sends, sights: [] }), "lost")
  })

  test("finds one that is there twice, under one id or two", () => {
    planted((history, which, twice) => changed(history, which, (all) => [...all, twice]), "doubled")
    planted(
      (history, which, twice) => changed(history, which, (all) => [...all, { ...twice, id: "another id" }]),
      "doubled",
    )
  })

  test("finds one that landed in a second conversation too", () => {
    planted(({ sends, sights }, which, twice) => {
      const stray = sights[(which + OBSERVERS.length) % sights.length]
      return { sends, sights: [...sights, { ...stray, observer: "Bo", messages: [twice] } as Sight] }
    }, "doubled")
  })

  test("finds what nobody sent, and what was changed on its way", () => {
    planted((history, which) => changed(history, which, (all) => [...all, { id: "ghost", body: "Boo" }]), "phantom")
    planted(
      (history, which, { id }) =>
        changed(history, which, (all) => all.map((each) => (each.id === id ? { id, body: "Something else" } : each))),
      "phantom",
    )
  })

  test("finds one that was refused and is there all the same", () => {
    planted(({ sends, sights }, _, there) => {
      const refused = sends.map((sent): Sent => (sent.id === there.id ? { ...sent, outcome: "fail" } : sent))
      return { sends: refused, sights }
    }, "phantom")
  })

  test("finds a sender's messages in another order", () => {
    const two = ["ok", "ok"].map(() => ({
      sender: "Vera",
      conversationId: "one",
      outcome: "ok" as const,
      arrived: true,
    }))
    const backwards = flawless(two).sights.map((sight) => ({ ...sight, messages: [...sight.messages].reverse() }))
    const findings = check({ ...flawless(two), sights: backwards })
    expect(findings.reordered).toHaveLength(OBSERVERS.length)
    expect(findings.reordered[0]).toBe('Ana has "message 0" by Vera after "message 1" by Vera')
  })

  test("finds two observers who hold two senders' messages in different orders", () => {
    const two = ["Vera", "Ana"].map((sender) => ({
      sender,
      conversationId: "one",
      outcome: "ok" as const,
      arrived: true,
    }))
    const history = changed(flawless(two), 1, (all) => [...all].reverse())
    const findings = check(history)
    expect([countOf(findings), findings.disagreeing.length]).toEqual([1, 1])
  })
})
