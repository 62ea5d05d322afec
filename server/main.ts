import { join } from "node:path"
import { type Config, ConfigMistakes, readConfig } from "./config"
import { steadyClock } from "./core/clock"
import { createLog, flushed, type Log } from "./core/log"
import { scryptPasswords } from "./core/passwords"
import { startServer } from "./server"
import { startFailure } from "./start-failure"
import { whenParentEnds } from "./when-parent-ends"
import { createEmbed } from "./wire/embed"

/** Leaving takes no longer than this; whoever supervises the process would lose patience. */
const STOP_WITHIN_MS = 9_000
const LOG_WRITTEN_WITHIN_MS = 500

const root = join(import.meta.dirname, import.meta.dirname.endsWith(join("dist", "server")) ? "../.." : "..")
const isDevelopment = process.argv.includes("--dev")

try {
  await main(readConfig(process.env))
} catch (error) {
  console.error(error instanceof ConfigMistakes ? error.message : startFailure(error))
  process.exit(1)
}

async function main(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL)
  const demo = config.DEMO === "on" ? join(root, "demo") : null
  const options = { built: join(root, "dist"), demo }
  const embed = isDevelopment
    ? await (await import("./dev/embed-sources")).embedSources(root, options)
    : createEmbed(options)
  const server = await startServer({ config, clock: steadyClock(), log, passwords: scryptPasswords, embed })

  let stopping = false
  const stop = (reason: string) => {
    if (stopping) return
    stopping = true
    log.info({ reason }, "stopping")
    setTimeout(() => void leave(log, 1), STOP_WITHIN_MS).unref()
    server.stop().then(
      () => leave(log),
      (error) => {
        log.fatal({ err: error }, "the server did not stop cleanly")
        return leave(log, 1)
      },
    )
  }
  process.on("SIGTERM", () => stop("SIGTERM"))
  process.on("SIGINT", () => stop("SIGINT"))
  if (process.env.npm_lifecycle_event) whenParentEnds(() => stop("npm ended"))
  const die = (error: unknown) => {
    log.fatal({ err: error }, "an error nobody caught; the process ends and starts anew under its supervisor")
    process.exitCode = 1
    stop("failure")
  }
  process.on("uncaughtException", die)
  process.on("unhandledRejection", die)
  // Whoever reads that it is ready may ask it to stop at once.
  announce(config, server.notices)
}

/** An exit waits until the log is written, for ever where nobody reads it. All else is done by now, so the process is ended. */
async function leave(log: Log, code?: number): Promise<never> {
  if (!(await flushed(log, LOG_WRITTEN_WITHIN_MS))) process.kill(process.pid, "SIGKILL")
  process.exit(code)
}

function announce(config: Config, notices: readonly string[]): void {
  const lines = [`Panel: ${config.PUBLIC_URL}/panel/`, ...notices]
  if (config.DEMO === "on") lines.unshift(`Demo:  ${config.PUBLIC_URL}/demo/`)
  console.log(`First Touch is ready.\n${lines.join("\n")}`)
}
