import fc from "fast-check"
import { afterAll, beforeAll, describe, test } from "vitest"
import type { Dialect } from "../../store/database"
import { stories } from "./testing/happenings"
import { blankMemory } from "./testing/judge"
import { openShop, type Shop } from "./testing/shop"

/**
 * A failure prints `seed`, `path` and `replayPath`, which tell the story again: MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=….
 * A long search: MODEL_RUNS=2000 MODEL_SEED=$RANDOM npx vitest run server/features/routing/model.test.ts
 */
const { MODEL_RUNS, MODEL_SEED = "1", MODEL_PATH, MODEL_REPLAY } = process.env

const SHOPS: { name: string; dialect: Dialect; nodes: 1 | 2; runs: number }[] = [
  { name: "SQLite", dialect: "sqlite", nodes: 1, runs: 14 },
  { name: "PostgreSQL", dialect: "postgres", nodes: 1, runs: 6 },
  { name: "two nodes on one PostgreSQL", dialect: "postgres", nodes: 2, runs: 6 },
]

const LONGEST_MS = MODEL_RUNS ? 3_600_000 : 120_000

describe.each(SHOPS)("whatever people do, on $name", ({ dialect, nodes, runs }) => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop(dialect, nodes)
  })
  afterAll(() => shop.close())

  test(
    "nobody is asked above their room or while they may not answer, and nobody who waits is forgotten",
    async () => {
      const story = stories({ maxCommands: 40, size: "max", ...(MODEL_REPLAY && { replayPath: MODEL_REPLAY }) })
      const property = fc.asyncProperty(story, (happenings) =>
        fc.asyncModelRun(() => ({ model: blankMemory(), real: shop }), happenings),
      )
      await fc.assert(
        property.beforeEach(() => shop.clear()),
        {
          numRuns: Number(MODEL_RUNS ?? runs),
          seed: Number(MODEL_SEED),
          ...(MODEL_PATH && { path: MODEL_PATH }),
        },
      )
    },
    LONGEST_MS,
  )
})
