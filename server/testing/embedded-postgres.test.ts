import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { expect, test } from "vitest"

const RUN = `
  import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "embedded-postgres.ts"))}
  const postgres = await startPostgres()
  await postgres.stop()
  process.exitCode = 3
`

test("a run that failed ends as one that failed, though a PostgreSQL was started for it", async () => {
  const run = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", RUN], { stdio: "inherit" })
  expect(await once(run, "exit")).toEqual([3, null])
})
