import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** One file of each kind that `npm run build` makes and the demo has, where they stand. */
const FILES = [
  "dist/loader/widget.js",
  "dist/widget/chat-1.js",
  "dist/worker/sw.js",
  "dist/panel/agent-panel/index.html",
  "dist/panel/agent-panel/preview.html",
  "dist/panel/assets/main-1.js",
  "dist/panel/manifest.webmanifest",
  "demo/index.html",
]

/** A folder as after a build, so that addresses of files can be tried without one. */
export async function somethingBuilt() {
  const folder = await mkdtemp(join(tmpdir(), "first-touch-built-"))
  for (const file of FILES) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), "built")
  }
  return {
    built: join(folder, "dist"),
    demo: join(folder, "demo"),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
