import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
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

/** Unpacks the browser with the libraries that a bare system lacks. Not safe to run twice at once. */
async function shippedChromium(): Promise<LaunchOptions> {
  const { default: chromium, inflate } = await import("@sparticuz/chromium")
  const executablePath = await chromium.executablePath()
  const packed = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin/al2023.tar.br")
  const libraries = join(tmpdir(), "al2023", "lib")
  if (!existsSync(libraries)) await inflate(packed)
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
    FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? join(tmpdir(), "fonts"),
  }
  return { executablePath, args: [...ARGUMENTS, "--no-zygote"], env: env as Record<string, string> }
}
