import { chromiumLaunchOptions } from "./chromium"
import { startPostgres } from "./embedded-postgres"

/** Runs once before all tests: the browser stands unpacked, one PostgreSQL listens. What it returns runs after them. */
export async function setup(): Promise<() => Promise<void>> {
  const [postgres] = await Promise.all([ownPostgres(), chromiumLaunchOptions()])
  return async () => {
    await postgres?.stop()
  }
}

/** `TEST_DATABASE_URL`, where it is set, is a PostgreSQL that is there already; otherwise we bring one. */
async function ownPostgres(): Promise<{ stop(): Promise<void> } | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined
  const postgres = await startPostgres()
  process.env.TEST_DATABASE_URL = postgres.url
  return postgres
}
