import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { promisify } from "node:util"
import type { LaunchOptions } from "playwright-core"

const NAMES_ON_PATH = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]

/** A browser that talks to nobody but the pages it is told to open. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
]

/** How to start a real Chromium: `CHROMIUM_PATH`, else one on PATH, else the one that an npm package of ours ships. */
export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  const installed = process.env.CHROMIUM_PATH || chromiumOnPath()
  return installed ? { executablePath: installed, args: ARGUMENTS } : shippedChromium()
}

function chromiumOnPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter)
  return folders.flatMap((folder) => NAMES_ON_PATH.map((name) => join(folder, name))).find((path) => existsSync(path))
}

/** The shipped browser comes with the libraries and a font that a bare system lacks. */
async function shippedChromium(): Promise<LaunchOptions> {
  const folder = join(tmpdir(), `first-touch-chromium-${shippedVersion()}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  return {
    executablePath: join(folder, "chromium"),
    args: [...ARGUMENTS, "--no-zygote"],
    env: { ...environment(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, "fonts.conf") },
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

function shippedVersion(): string {
  const { devDependencies }: { devDependencies: Record<string, string> } = createRequire(import.meta.url)(
    "../../package.json",
  )
  return devDependencies["@sparticuz/chromium"] ?? "unknown"
}

/** Unpacks beside the place and moves it there whole, so that two at once, or one that was killed, leave no half browser. */
async function unpackInto(folder: string): Promise<void> {
  const scratch = await mkdtemp(`${folder}-`)
  await unpack(scratch)
  await writeFile(join(scratch, "fonts.conf"), fontsConfig(folder))
  try {
    await rename(scratch, folder)
  } catch (error) {
    await rm(scratch, { recursive: true, force: true })
    // Somebody else was faster, and theirs is as good as ours.
    if (!existsSync(folder)) throw error
  }
}

async function unpack(folder: string): Promise<void> {
  const script = join(import.meta.dirname, "unpack-chromium.mjs")
  await promisify(execFile)(process.execPath, [script], { env: { ...process.env, TMPDIR: folder } })
}

/** The system's fonts where there are any, and the shipped one. */
function fontsConfig(folder: string): string {
  const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"]
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join("\n")}
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`
}
