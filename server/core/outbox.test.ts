import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { createGroupCommit } from "../store/group-commit"
import { DIALECTS } from "../testing/kit"
import { createTestClock } from "../testing/test-clock"
import { openTestStore, type TestStore } from "../testing/test-store"
import { until } from "../testing/until"
import { createBackground } from "./background"
import { createLog } from "./log"
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
    const background = createBackground(createLog("error"))
    const deliveries = [{ kind: "mail", deliver }]
    const woken: number[] = []
    const { nextAt, ring } = createOutbox({
      store,
      commit,
      clock,
      background,
      deliveries,
      wakeBy: (at) => woken.push(at),
    })
    const outbox = {
      nextAt,
      /** Begins what is due, without waiting for the outside. */
      ring: () => ring(clock.now()),
      /** Begins it, and waits until it went out or did not. */
      async carryOut() {
        await ring(clock.now())
        await background.idle()
      },
    }
    const put = (key: string, payload: unknown) =>
      commit.run(key, (db) => putInOutbox(db, { id: key, kind: "mail", key, payload, at: clock.now() }))
    return { clock, commit, outbox, put, woken, idle: background.idle }
  }

  /** An address that does not answer until it is made to. */
  function silentAddress() {
    let answer = () => {}
    const silence = new Promise<void>((answered) => {
      answer = answered
    })
    return { silence, answer: () => answer() }
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
    await outbox.carryOut()
    await outbox.carryOut()
    expect(out).toEqual([{ to: "Vera" }])
    expect(await outbox.nextAt()).toBeNull()
  })

  test("what went out is forgotten a day later, what did not is kept", async () => {
    const { clock, outbox, put } = outboxTo(async (payload) => {
      if (payload === "refused") throw new Error("the post office is closed")
    })
    const keys = async () => {
      const rows = await opened.store.reads.selectFrom("outbox").select("key").orderBy("key").execute()
      return rows.map(({ key }) => key)
    }
    await put("a", "letter")
    await put("b", "refused")
    await outbox.carryOut()
    clock.leap(clock.now() + 86_400_000 - 1)
    await put("c", "letter")
    await outbox.carryOut()
    expect(await keys()).toEqual(["a", "b", "c"])
    clock.leap(clock.now() + 3_600_000)
    await put("d", "letter")
    await outbox.carryOut()
    expect(await keys()).toEqual(["b", "c", "d"])
  })

  test("a delivery that fails is tried again later and later, until it succeeds", async () => {
    let tries = 0
    const { clock, outbox, put, woken } = outboxTo(async () => {
      tries++
      if (tries < 3) throw new Error("the post office is closed")
    })
    await put("a", "letter")
    const triedAt: number[] = []
    for (let next = await outbox.nextAt(); next !== null; next = await outbox.nextAt()) {
      clock.advanceTowards(next)
      triedAt.push(clock.now())
      await outbox.carryOut()
    }
    expect(tries).toBe(3)
    expect(woken).toEqual(triedAt.slice(1))
    const [first = 0, second = 0, third = 0] = triedAt
    expect(third - second).toBeGreaterThan(second - first)
  })

  test("an address that does not answer holds up neither the alarm nor the letters to others", async () => {
    const arrived: string[] = []
    const { silence, answer } = silentAddress()
    const { outbox, put, idle } = outboxTo(async (payload) => {
      if (payload === "silent") await silence
      arrived.push(String(payload))
    })
    await put("a", "silent")
    await put("b", "quick")
    await outbox.ring()
    await until("the quick letter to arrive", () => arrived.includes("quick"))
    answer()
    await idle()
    expect(arrived).toEqual(["quick", "silent"])
  })

  test("so many letters are under way at once, and the rest go as soon as there is room", async () => {
    const { silence, answer } = silentAddress()
    let begun = 0
    const { clock, outbox, put, woken, idle } = outboxTo(async () => {
      begun++
      await silence
    })
    for (let letter = 0; letter < 60; letter++) await put(`letter ${letter}`, letter)
    await outbox.ring()
    await outbox.ring()
    expect(begun).toBe(50)
    expect(await outbox.nextAt()).toBeNull()
    answer()
    await idle()
    expect(woken).toContain(clock.now())
    await outbox.carryOut()
    expect(begun).toBe(60)
    expect(await outbox.nextAt()).toBeNull()
  })

  test("of two nodes that see the same row, one carries it", async () => {
    const carried: string[] = []
    const one = outboxTo(async (_payload, key) => void carried.push(`one ${key}`))
    const other = outboxTo(async (_payload, key) => void carried.push(`other ${key}`))
    for (const key of ["a", "b", "c"]) await one.put(key, key)
    await Promise.all([one.outbox.carryOut(), other.outbox.carryOut()])
    expect(carried.map((each) => each.split(" ")[1]).sort()).toEqual(["a", "b", "c"])
  })
})
