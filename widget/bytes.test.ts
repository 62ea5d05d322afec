import { existsSync, readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { gzipSync } from "node:zlib"
import { beforeAll, describe, expect, it } from "vitest"

const DIST = resolve(import.meta.dirname, "../dist")
const LOADER_MAX = 1_600
/** Window, words and the line to the server: nothing that one needs to be answered is left out of the count. */
const UNTIL_HEARD_MAX = 28_000
/** Nobody waits for it: one can write, and read, before it is there. */
const LATER_MAX = 6_000

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }

const gzipped = (file: string) => gzipSync(readFileSync(resolve(DIST, file)), { level: 9 }).length
const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gzipped(file), 0)
const say = (what: string, bytes: number) => console.info(`${bytes.toLocaleString("en").padStart(6)} bytes: ${what}`)

describe("what the widget weighs, gzipped", () => {
  let manifest: Record<string, Chunk>

  beforeAll(() => {
    if (!existsSync(resolve(DIST, "widget/manifest.json")))
      throw new Error("dist/ is missing: run `npm run build` first")
    manifest = JSON.parse(readFileSync(resolve(DIST, "widget/manifest.json"), "utf8"))
  })

  function withImports(key: string, files = new Set<string>()): Set<string> {
    const chunk = manifest[key]
    if (!chunk || files.has(`widget/${chunk.file}`)) return files
    files.add(`widget/${chunk.file}`)
    for (const imported of chunk.imports ?? []) withImports(imported, files)
    return files
  }

  const entry = () => Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? ""
  const later = () => manifest[entry()]?.dynamicImports ?? []

  it("the loader takes at most 1,600 bytes and brings no second file", () => {
    say("the loader, on every page", gzipped("loader/widget.js"))
    expect(readdirSync(resolve(DIST, "loader")).filter((file) => file.endsWith(".js"))).toEqual(["widget.js"])
    expect(gzipped("loader/widget.js")).toBeLessThanOrEqual(LOADER_MAX)
  })

  it("everything until one can write and be answered takes at most 28,000 bytes, in the heaviest language", () => {
    const languages = later().filter((key) => /locales\/\w\w\.ts$/.test(key))
    const totals = languages.map((language) =>
      sum(["loader/widget.js", ...withImports(language, withImports(entry()))]),
    )
    say("with all that one needs to write and be answered, in the heaviest language", Math.max(...totals))
    expect(totals).toHaveLength(2)
    expect(Math.max(...totals)).toBeLessThanOrEqual(UNTIL_HEARD_MAX)
  })

  it("nothing else is left for later but files, the menu, and the sound, which is off until a visitor turns it on", () => {
    expect(later().map((key) => key.replace(/^.*\//, ""))).toEqual(["ru.ts", "uk.ts", "tone.ts", "later.tsx"])
  })

  it("files and the menu, which comes while the window opens, takes at most 6,000 bytes", () => {
    const known = withImports(entry())
    const files = [...withImports(later().find((key) => key.endsWith("later.tsx")) ?? "")].filter(
      (file) => !known.has(file),
    )
    say("files and the menu", sum(files))
    expect(files).toHaveLength(1)
    expect(sum(files)).toBeLessThanOrEqual(LATER_MAX)
  })

  it("nothing that checks schemas is sent to a visitor: types only come from the protocol", () => {
    for (const { file } of Object.values(manifest)) {
      expect(readFileSync(resolve(DIST, "widget", file), "utf8")).not.toMatch(/ZodError|strictObject/)
    }
  })
})
