import { expect, test } from "vitest"
import { createGroupCommit } from "../store/group-commit"
import { DIALECTS } from "../testing/kit"
import { createTestClock } from "../testing/test-clock"
import { openTestStore } from "../testing/test-store"
import { createLog } from "./log"
import { createReadiness } from "./readiness"

test.each(DIALECTS)(
  "however many ask whether %s is ready, it writes once a second, and nothing stays",
  async (dialect) => {
    const { store, remove } = await openTestStore(dialect)
    const commit = createGroupCommit(store)
    const clock = createTestClock()
    let looks = 0
    const isReady = createReadiness({
      clock,
      log: createLog("silent"),
      commit: {
        ...commit,
        run(key, unit) {
          looks++
          return commit.run(key, unit)
        },
      },
    })
    const settings = () => store.reads.selectFrom("setting").selectAll().execute()
    const before = await settings()
    expect(await Promise.all([isReady(), isReady(), isReady()])).toEqual([true, true, true])
    expect(looks).toBe(1)
    clock.leap(clock.now() + 1_000)
    expect(await isReady()).toBe(true)
    expect(looks).toBe(2)
    expect(await settings()).toEqual(before)
    await remove()
  },
)
