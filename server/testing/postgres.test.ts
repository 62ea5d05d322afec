import pg from "pg"
import { expect, test } from "vitest"
import { createTestDatabase } from "./postgres"

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(question)
    return rows[0]
  } finally {
    await client.end()
  }
}

test("each test database is empty and nobody else's", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  await ask(one.url, "CREATE TABLE shelf (id int)")
  expect(await ask(other.url, "SELECT to_regclass('shelf') AS shelf")).toEqual({ shelf: null })
  await Promise.all([one.drop(), other.drop()])
})

test("a dropped test database takes its open lines with it", async () => {
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const cut = new Promise<Error>((resolve) => client.on("error", resolve))
  await database.drop()
  expect((await cut).message).toMatch(/terminat/)
})
