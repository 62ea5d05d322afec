import { uptime } from "node:os"
import { readConfig } from "../../config"
import { steadyClock } from "../../core/clock"
import { createLog } from "../../core/log"
import { startServer } from "../../server"
import { quickPasswords } from "../quick-passwords"

/** A server as a process of its own, whose clock on the wall is set by whoever started it. */
let setByMs = 0
process.on("message", (message: { setByMs: number }) => {
  setByMs = message.setByMs
})

const config = readConfig(process.env)
await startServer({
  config,
  clock: steadyClock({
    wall: () => Date.now() + setByMs,
    running: () => performance.now(),
    on: () => uptime() * 1_000,
  }),
  log: createLog(config.LOG_LEVEL),
  passwords: quickPasswords,
  embed: () => {},
})
process.send?.({ readyAt: Date.now() })
