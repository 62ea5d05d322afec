import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, test } from "vitest"

const built = resolve(import.meta.dirname, "../../dist/panel")

/** The layers in the order in which a style sheet first names them, which is the order they then have. */
function layersIn(css: string): string[] {
  const named = [...css.matchAll(/@layer ([\w, ]+)[;{]/g)].flatMap(([, names = ""]) => names.split(","))
  return [...new Set(named.map((name) => name.trim()))]
}

test("the first style sheet of the built panel puts its layers in order, however the bundler cuts it", () => {
  const page = readFileSync(resolve(built, "agent-panel/index.html"), "utf8")
  const sheets = [...page.matchAll(/<link rel="stylesheet"[^>]*href="\/panel\/([^"]+)"/g)].map(([, path = ""]) => path)
  const css = sheets.map((path) => readFileSync(resolve(built, path), "utf8")).join("\n")
  expect(layersIn(css)).toEqual(["tokens", "base", "parts", "screens", "motion"])
})
