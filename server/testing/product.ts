import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { freePort } from "./free-port"
import { ANA } from "./kit"

const MAIN = join(import.meta.dirname, "../../dist/server/main.js")

const ENDS_WITHIN_MS = 15_000

/** The built product as a process of its own, as an owner runs it. */
export type Product = {
  url: string
  port: number
  dataDir: string
  /** What it printed at its start. */
  readonly printed: string
  readonly hasEnded: boolean
  /** Ends it as a power switch would. */
  kill(): Promise<void>
  /** Lets it stand still, as a machine that is moved or short of everything does, and go on. */
  freeze(): void
  thaw(): void
  /** Reads no more of what it prints. */
  stopReading(): void
  /** Ends it as a supervisor would, and gives its exit code. */
  terminate(): Promise<number | null>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  /** Ends it for good and removes its data. */
  remove(): Promise<void>
}

export type ProductOptions = {
  /** Another program than the built one: one whose defence was taken away. */
  main?: string
  /** Data that is there already, which `remove` removes with the rest. */
  dataDir?: string
}

/** Starts what `npm run build` made. Resolves once it says that it is ready. */
export async function startProduct(
  environment: Record<string, string> = {},
  { main = MAIN, dataDir = mkdtempSync(join(tmpdir(), "first-touch-product-")) }: ProductOptions = {},
): Promise<Product> {
  const port = await freePort()
  let running: ChildProcess | null = null
  let printed = ""

  async function start(): Promise<void> {
    printed = ""
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: dataDir,
        OWNER_EMAIL: ANA.email,
        OWNER_PASSWORD: ANA.password,
        RATE_LIMITS: "off",
        LOG_LEVEL: "error",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    })
    running = child
    const ready = new Promise<void>((isReady, failed) => {
      child.stdout.on("data", (chunk) => {
        printed += chunk
        if (printed.includes("Panel:")) isReady()
      })
      child.stderr.on("data", (chunk) => {
        printed += chunk
      })
      child.once("exit", (code) => failed(new Error(`First Touch ended with ${code}: ${printed}`)))
    })
    await ready
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const child = running
    if (!child || isOver(child)) return child?.exitCode ?? null
    const exited = once(child, "exit")
    child.kill(signal)
    await exited
    return child.exitCode
  }

  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    get printed() {
      return printed
    },
    get hasEnded() {
      return running === null || isOver(running)
    },
    kill: async () => void (await end("SIGKILL")),
    freeze: () => void running?.kill("SIGSTOP"),
    thaw: () => void running?.kill("SIGCONT"),
    stopReading: () => void running?.stdout?.pause(),
    terminate: () => end("SIGTERM"),
    start,
    async remove() {
      // One that does not end by itself fails the tests that ask it to, not those that come after.
      await Promise.race([end("SIGTERM"), wait(ENDS_WITHIN_MS)])
      await end("SIGKILL")
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
