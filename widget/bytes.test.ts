import { existsSync, readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { gzipSync } from "node:zlib"
import { beforeAll, describe, expect, it } from "vitest"

const DIST = resolve(import.meta.dirname, "../dist")
const LOADER_MAX = 1_600
const UNTIL_ONE_CAN_WRITE_MAX = 28_000
/** With the line to the server, which arrives while one already writes: more than this a visitor never fetches to be heard. */
const UNTIL_SENT_MAX = 38_000

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }

const gzipped = (file: string) => gzipSync(readFileSync(resolve(DIST, file)), { level: 9 }).length
const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gzipped(file), 0)

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
  const locales = () => Object.keys(manifest).filter((key) => /locales\/\w\w\.ts$/.test(key))

  it("the loader takes at most 1,600 bytes and brings no second file", () => {
    expect(readdirSync(resolve(DIST, "loader")).filter((file) => file.endsWith(".js"))).toEqual(["widget.js"])
    expect(gzipped("loader/widget.js")).toBeLessThanOrEqual(LOADER_MAX)
  })

  it("everything until one can write takes at most 28,000 bytes, in the heaviest language", () => {
    expect(locales()).toHaveLength(2)
    for (const locale of locales()) {
      const files = withImports(locale, withImports(entry()))
      expect(gzipped("loader/widget.js") + sum(files)).toBeLessThanOrEqual(UNTIL_ONE_CAN_WRITE_MAX)
    }
  })

  it("everything until the first message is sent takes at most 38,000 bytes", () => {
    const line = Object.keys(manifest).find((key) => key.endsWith("connect.ts")) ?? ""
    expect(manifest[line]?.file).toBeDefined()
    for (const locale of locales()) {
      const files = withImports(line, withImports(locale, withImports(entry())))
      expect(gzipped("loader/widget.js") + sum(files)).toBeLessThanOrEqual(UNTIL_SENT_MAX)
    }
  })

  it("nothing that checks schemas is sent to a visitor: types only come from the protocol", () => {
    for (const { file } of Object.values(manifest)) {
      expect(readFileSync(resolve(DIST, "widget", file), "utf8")).not.toMatch(/ZodError|strictObject/)
    }
  })
})
