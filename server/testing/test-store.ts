import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Dialect, openStore, type Store } from "../store/database"
import { migrate } from "../store/migrate"
import { createTestDatabase } from "./postgres"

export type TestStore = { store: Store; dataDir: string; remove(): Promise<void> }

/** An empty store with this build's schema, on a real database of its own. */
export async function openTestStore(dialect: Dialect): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "first-touch-store-"))
  const database = dialect === "postgres" ? await createTestDatabase() : null
  const store = openStore({ dataDir, databaseUrl: database?.url })
  await migrate(store)
  return {
    store,
    dataDir,
    async remove() {
      await store.close()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
