import { expect, test } from "vitest"
import type { ConversationRow, Database } from "../store/schema"
import { createSummarise, type SummaryPart } from "./summary"

const db = {} as Database
const rows = Array.from({ length: 1_200 }, (_, index) => ({ id: String(index) }) as ConversationRow)
const ids: SummaryPart = async () => ({ agents: ({ id }) => ({ id }) })

test("many conversations come in the order of their rows", async () => {
  const told = await createSummarise([ids]).agents(db, rows, 0)
  expect(told.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
})

test("others have their turn while many conversations are put together", async () => {
  let othersTurn = false
  setImmediate(() => {
    othersTurn = true
  })
  await createSummarise([ids]).agents(db, rows, 0)
  expect(othersTurn).toBe(true)
})

test("each audience is told its own part and nothing of the other's", async () => {
  const assigneeId: SummaryPart = async () => ({
    agents: () => ({ assigneeId: "ana" }),
    visitor: () => ({ assignee: null }),
  })
  const [row] = rows
  if (!row) throw new Error("there are rows")
  expect(await createSummarise([ids, assigneeId]).both(db, row, 0)).toEqual({
    agents: { id: "0", assigneeId: "ana" },
    visitor: { assignee: null },
  })
})
