import { readdirSync, readFileSync } from "node:fs"
import { join, relative, sep } from "node:path"

const root = join(import.meta.dirname, "../../..")

/** Everything we write in TypeScript lies in these. */
const FOLDERS = ["shared", "server", "widget", "agent-panel", "demo", "bench", "docs"]

/** A file of ours; the path is from the root of the checkout, with slashes. */
export type Source = { path: string; text: string }

/** Every TypeScript file of the product. */
export function sources(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => source(join(entry.parentPath, entry.name))),
  )
}

function source(file: string): Source {
  return { path: relative(root, file).split(sep).join("/"), text: readFileSync(file, "utf8") }
}

/** Tests and what they stand on may do what the product may not. */
export function isForTests(path: string): boolean {
  return /\.test\.tsx?$|\/testing\/|^demo\/journeys\//.test(path)
}
