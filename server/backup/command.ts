import { type Config, ConfigMistakes, readConfig } from "../config"
import { startFailure } from "../start-failure"

/** Runs a command of the owner's on the data: one sentence when it is done, one that says what is wrong when it is not. */
export async function command(
  name: "backup" | "restore",
  run: (config: Config, said: readonly string[]) => Promise<string>,
): Promise<void> {
  try {
    const config = readConfig(process.env)
    if (config.DATABASE_URL) throw new Error(POSTGRES[name])
    console.log(await run(config, process.argv.slice(2)))
  } catch (error) {
    const { code } = error as { code?: string }
    console.error(error instanceof ConfigMistakes || code === undefined ? messageOf(error) : startFailure(error))
    process.exitCode = 1
  }
}

/** Such as "1,204 messages and 1 file". */
export function inWords({ messages, files }: { messages: number; files: number }): string {
  return counted(messages, "message") + (files === 0 ? "" : ` and ${counted(files, "file")}`)
}

const counted = (count: number, what: string) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const POSTGRES = {
  backup: "DATABASE_URL names a PostgreSQL database: pg_dump backs it up, as docs/self-hosting.md tells.",
  restore: "DATABASE_URL names a PostgreSQL database: pg_restore restores it, as docs/self-hosting.md tells.",
}
