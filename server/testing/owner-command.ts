import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { Product } from "./product"

const BUILT = join(import.meta.dirname, "../../dist/server")

type Command = "backup" | "restore"

/** Starts a command that an owner has beside the server, on the data of a product. */
export function startCommand({ dataDir }: Product, command: Command, ...said: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
  return spawn(process.execPath, [join(BUILT, `${command}.js`), ...said], { env, stdio: ["ignore", "pipe", "pipe"] })
}

/** Runs it to its end. What it printed ends with the folder, where it made a backup. */
export async function runCommand(product: Product, command: Command, ...said: string[]) {
  const child = startCommand(product, command, ...said)
  let printed = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      printed += chunk
    })
  }
  const [code] = await once(child, "close")
  return { code, printed: printed.trim(), folder: /\S+$/.exec(printed.trim())?.[0] ?? "" }
}
