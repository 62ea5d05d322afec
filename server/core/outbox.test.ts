import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createGroupCommit } from "../store/group-commit"
import { DIALECTS } from "../testing/kit"
import { createTestClock } from "../testing/test-clock"
import { openTestStore, type TestStore } from "../testing/test-store"
import { createOutbox, putInOutbox } from "./outbox"

describe.each(DIALECTS)("the outbox on %s", (dialect) => {
  let opened: TestStore
  beforeEach(async () => {
    opened = await openTestStore(dialect)
  })
  afterEach(() => opened.remove())

  function outboxTo(deliver: (payload: unknown, key: string) => Promise<void>) {
    const { store } = opened
    const clock = createTestClock(1_000)
    const commit = createGroupCommit(store)
    const outbox = createOutbox({ store, commit, clock, deliveries: [{ kind: "mail", deliver }] })
    const put = (key: string, payload: unknown) =>
      commit.run(key, (db) => putInOutbox(db, { id: key, kind: "mail", key, payload, at: clock.now() }))
    return { clock, commit, outbox, put }
  }

  test("what a commit put in goes out once, and what it took back does not", async () => {
    const out: unknown[] = []
    const { clock, commit, outbox, put } = outboxTo(async (payload) => void out.push(payload))
    await put("a", { to: "Vera" })
    await put("a", { to: "Vera" })
    const failed = commit.run("b", async (db) => {
      await putInOutbox(db, { id: "b", kind: "mail", key: "b", payload: "never", at: clock.now() })
      throw new Error("taken back")
    })
    await expect(failed).rejects.toThrow("taken back")
    await outbox.ring(clock.now())
    await outbox.ring(clock.now())
    expect(out).toEqual([{ to: "Vera" }])
    expect(await outbox.nextAt()).toBeNull()
  })

  test("a delivery that fails is tried again later and later, until it succeeds", async () => {
    let tries = 0
    const { clock, outbox, put } = outboxTo(async () => {
      tries++
      if (tries < 3) throw new Error("the post office is closed")
    })
    await put("a", "letter")
    const triedAt: number[] = []
    for (let next = await outbox.nextAt(); next !== null; next = await outbox.nextAt()) {
      clock.advanceTowards(next)
      triedAt.push(clock.now())
      await outbox.ring(clock.now())
    }
    expect(tries).toBe(3)
    const [first = 0, second = 0, third = 0] = triedAt
    expect(third - second).toBeGreaterThan(second - first)
  })

  test("of two nodes that see the same row, one carries it", async () => {
    const carried: string[] = []
    const one = outboxTo(async (_payload, key) => void carried.push(`one ${key}`))
    const other = outboxTo(async (_payload, key) => void carried.push(`other ${key}`))
    for (const key of ["a", "b", "c"]) await one.put(key, key)
    await Promise.all([one.outbox.ring(1_000), other.outbox.ring(1_000)])
    expect(carried.map((each) => each.split(" ")[1]).sort()).toEqual(["a", "b", "c"])
  })
})
