import { spawnSync } from "node:child_process"
import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

/** What the build writes last: when it stands, all of it stands. */
const BUILT = join(root, "dist/server/main.js")

const SOURCES = ["shared", "server", "widget", "agent-panel", "vite.config.ts", "package-lock.json"]

/** Builds before the start when nothing is built yet or a source is younger than what was built. Says nothing otherwise. */
function buildOnce() {
  const newestSource = Math.max(...SOURCES.map((source) => newestIn(join(root, source))))
  if (newestSource <= changedAt(BUILT)) return
  console.log("Building First Touch: it was never built here, or its sources changed since.")
  process.exitCode = build()
}

/** When the newest file in here changed; a folder counts too, because a file may have left it. */
function newestIn(path) {
  const stats = statSync(path)
  const inside = stats.isDirectory() ? readdirSync(path).filter((name) => !isForTests(name)) : []
  return Math.max(stats.mtimeMs, ...inside.map((name) => newestIn(join(path, name))))
}

function isForTests(name) {
  return name === "testing" || /\.test\.tsx?$/.test(name)
}

/** What is absent is older than everything. */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY
}

function build() {
  const vite = join(root, "node_modules/vite/bin/vite.js")
  const options = { cwd: root, stdio: "inherit" }
  return spawnSync(process.execPath, [vite, "build", "--app", "--logLevel", "warn"], options).status ?? 1
}

buildOnce()
