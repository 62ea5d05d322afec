import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { bestOf, type Candidate } from "./routing"

const candidate = (agentId: string, known: Partial<Candidate> = {}): Candidate => ({
  agentId,
  knowsContact: false,
  load: 0,
  capacity: 5,
  lastTookAt: null,
  ...known,
})

describe("who is asked first", () => {
  const best = (...candidates: Candidate[]) => bestOf(candidates)?.agentId ?? null

  test("the person who knows the contact, even with more to do", () => {
    expect(best(candidate("ana"), candidate("bo", { load: 4, knowsContact: true }))).toBe("bo")
  })

  test("then the least loaded, then who has been idle longest, and who never took one before all", () => {
    expect(best(candidate("ana", { load: 2 }), candidate("bo", { load: 1, lastTookAt: 9 }))).toBe("bo")
    expect(best(candidate("ana", { lastTookAt: 9 }), candidate("bo", { lastTookAt: 4 }))).toBe("bo")
    expect(best(candidate("ana", { lastTookAt: 1 }), candidate("bo"))).toBe("bo")
  })

  test("never somebody without room, and nobody where nobody has any", () => {
    expect(best(candidate("ana", { load: 5, knowsContact: true }), candidate("bo", { load: 4 }))).toBe("bo")
    expect(best(candidate("ana", { capacity: 0 }))).toBeNull()
    expect(best()).toBeNull()
  })

  test("whatever order they stand in, the same one is asked", () => {
    const some = fc.uniqueArray(
      fc.record({
        agentId: fc.constantFrom("a", "b", "c", "d", "e"),
        knowsContact: fc.boolean(),
        load: fc.nat(3),
        capacity: fc.nat(3),
        lastTookAt: fc.option(fc.nat(3)),
      }),
      { selector: ({ agentId }) => agentId },
    )
    fc.assert(
      fc.property(some, (all) => {
        expect(best(...all)).toBe(best(...[...all].reverse()))
      }),
    )
  })
})
