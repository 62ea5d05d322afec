import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort } from "../free-port"
import { ANA } from "../kit"

/** When a server was not there, ms since the epoch: from the kill until it was ready again. */
export type Downtime = { from: number; to: number }

export type UnrulyServer = {
  url: string
  /** The SQLite file it writes. */
  file: string
  downtimes: readonly Downtime[]
  /** Sets the clock on its wall, until it is killed. */
  setClockBy(ms: number): void
  /** Ends it as a power switch would, and starts it on the same data after a pause. */
  killAndStart(pauseMs: number): Promise<void>
  stop(): Promise<void>
  remove(): Promise<void>
}

/** A real server on SQLite that is killed and whose clock is set while it runs. */
export async function startUnrulyServer(): Promise<UnrulyServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "first-touch-clock-"))
  const port = await freePort()
  const downtimes: Downtime[] = []
  let child = await start()

  async function start(): Promise<ChildProcess> {
    const started = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "child.ts")], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: dataDir,
        OWNER_EMAIL: ANA.email,
        OWNER_PASSWORD: ANA.password,
        RATE_LIMITS: "off",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    })
    const ended = once(started, "exit").then(([code]) => {
      throw new Error(`the server ended with ${code}`)
    })
    await Promise.race([once(started, "message"), ended])
    ended.catch(() => {})
    return started
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, "exit")
    child.kill(signal)
    await exited
  }

  return {
    url: `http://127.0.0.1:${port}`,
    file: join(dataDir, "first-touch.sqlite"),
    downtimes,
    setClockBy: (setByMs) => void child.send({ setByMs }),
    async killAndStart(pauseMs) {
      const from = Date.now()
      await end("SIGKILL")
      await new Promise((resume) => setTimeout(resume, pauseMs))
      child = await start()
      downtimes.push({ from, to: Date.now() })
    },
    stop: () => end("SIGKILL"),
    async remove() {
      await end("SIGKILL")
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
