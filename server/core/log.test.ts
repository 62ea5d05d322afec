import { execFileSync } from "node:child_process"
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { until } from "../testing/until"
import { createLog } from "./log"

let folder: string
let pipe: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "first-touch-log-"))
  execFileSync("mkfifo", [join(folder, "log")])
  pipe = openSync(join(folder, "log"), constants.O_RDWR | constants.O_NONBLOCK)
})
afterEach(() => {
  closeSync(pipe)
  rmSync(folder, { recursive: true })
})

/** What lies in the pipe now. */
function read(): string {
  const bytes = Buffer.alloc(65_536)
  try {
    return bytes.toString("utf8", 0, readSync(pipe, bytes))
  } catch {
    // A pipe that does not block says so when it is empty.
    return ""
  }
}

test("what nobody reads is dropped and counted, and neither waited for nor kept for ever (F50)", async () => {
  const log = createLog("info", pipe)
  const before = process.memoryUsage().heapUsed
  for (let line = 0; line < 40_000; line++) log.info({ text: "x".repeat(1_000) }, "call")
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(25_000_000)
  let heard = ""
  await until("the log to tell of it", () => {
    heard += read()
    return heard.includes("lines of it were dropped")
  })
  expect(Number(/"lines":(\d+)/.exec(heard)?.[1])).toBeGreaterThan(30_000)
})
