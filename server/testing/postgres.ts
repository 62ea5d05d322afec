import { randomUUID } from "node:crypto"
import pg from "pg"

/** An empty database of one's own, on the PostgreSQL that the tests run against. */
export type TestDatabase = { url: string; drop(): Promise<void> }

/** Makes a database that nobody else uses. `drop` throws its lines out and removes it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl()
  const name = `test_${randomUUID().replaceAll("-", "")}`
  await run(server, `CREATE DATABASE ${name}`)
  return {
    url: databaseUrl(server, name),
    drop: () => run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error("TEST_DATABASE_URL is not set: start the tests with Vitest, which brings a PostgreSQL")
  return url
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
