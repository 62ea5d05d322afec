import { execFileSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)
const FOLDERS = ["shared", "server/testing", "widget", "agent-panel"]
const FILES = ["vite.config.ts", "package-lock.json", "shared/timer.ts", "server/testing/kit.ts", "server/main.ts"]

let root: string

/** A checkout whose build writes one file. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "first-touch-build-"))
  for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true })
  for (const file of FILES) writeFileSync(join(root, file), "")
  copyFileSync(join(import.meta.dirname, "build-once.mjs"), join(root, "server/build-once.mjs"))
  writeBuilder(`const { mkdirSync, writeFileSync } = require("node:fs")
    mkdirSync("dist/server", { recursive: true })
    writeFileSync("dist/server/main.js", "")`)
  for (const path of [...FILES, "server/build-once.mjs", "server/testing", ...FOLDERS, "server"]) age(path)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function writeBuilder(program: string): void {
  const vite = join(root, "node_modules/vite/bin/vite.js")
  mkdirSync(dirname(vite), { recursive: true })
  writeFileSync(vite, program)
}

const age = (path: string) => utimesSync(join(root, path), AN_HOUR_AGO, AN_HOUR_AGO)
const touch = (path: string) => utimesSync(join(root, path), new Date(Date.now() + 1_000), new Date(Date.now() + 1_000))
const buildOnce = () => execFileSync(process.execPath, [join(root, "server/build-once.mjs")], { encoding: "utf8" })

test("what was never built is built, and said", () => {
  expect(buildOnce()).toMatch(/^Building First Touch/)
  expect(existsSync(join(root, "dist/server/main.js"))).toBe(true)
})

test("what is built already is left alone, without a word", () => {
  buildOnce()
  expect(buildOnce()).toBe("")
})

test.each(["shared/timer.ts", "server/main.ts", "vite.config.ts"])("a change of %s is built", (source) => {
  buildOnce()
  touch(source)
  expect(buildOnce()).toMatch(/^Building First Touch/)
})

test("a change of what only tests need is not", () => {
  buildOnce()
  touch("server/testing/kit.ts")
  expect(buildOnce()).toBe("")
})

test("a build that fails ends the start", () => {
  writeBuilder("process.exit(3)")
  expect(() => buildOnce()).toThrow(expect.objectContaining({ status: 3 }))
})
