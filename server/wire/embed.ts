import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import express, { type Express, type RequestHandler, type Response } from "express"

const A_YEAR = "public, max-age=31536000, immutable"
/** Pages carry the loader for a long time; a new version reaches them within minutes. */
const FIVE_MINUTES = "public, max-age=300"

/** What the panel may do: its own scripts, styles and lines, nothing from anywhere else. */
const PANEL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  // The one that lets no other script become a worker (agent-panel/state/own-script.ts).
  "trusted-types own-scripts",
]
/** What its service worker may do: fetch from here, and nothing else. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; img-src 'self'"
/** A worker's script is a page of its own in this: it may load the rest of itself. */
const PANEL_SCRIPT_POLICY = "default-src 'none'; script-src 'self'"
/** The demo plays somebody's site, with scripts and styles of its own. */
const DEMO_POLICY = "frame-ancestors 'self'; object-src 'none'; base-uri 'none'"
const NOT_FRAMED = "frame-ancestors 'none'"
const FRAMED_BY_PANEL = "frame-ancestors 'self'"

export type EmbedOptions = {
  /** The folder of the build: widget/, loader/, panel/ and worker/ lie in it. */
  built: string
  /** The demo shop's folder, or null when it is hidden. */
  demo: string | null
}

/** Serves what browsers load: the one script tag, what it fetches later, the panel and the demo. */
export function createEmbed({ built, demo }: EmbedOptions): (app: Express) => void {
  return (app) => {
    app.get("/widget.js", (_request, response) => {
      response.set({ "Cache-Control": FIVE_MINUTES, "Access-Control-Allow-Origin": "*" })
      response.sendFile(join(built, "loader/widget.js"))
    })
    const scripts = express.static(join(built, "widget"), { index: false, setHeaders: forAnyPage })
    app.use("/widget", only(/\.js$/, scripts))
    worker(app, join(built, "worker"))
    panel(app, join(built, "panel"))
    if (demo !== null) {
      app.use("/demo", only(PAGE_PARTS, express.static(demo, { extensions: ["html"], setHeaders: forThisSite })))
    }
  }
}

function forAnyPage(response: Response): void {
  response.set({ "Cache-Control": A_YEAR, "Access-Control-Allow-Origin": "*" })
}

/** What a page is made of; the demo's folder holds sources too, which are nobody's business. */
const PAGE_PARTS = /(^|\/)[\w-]*(\.(html|css|svg|png|webp|jpg|ico))?$/

/** Serves the paths that match; any other is nothing of ours, and is answered like every unknown address. */
function only(paths: RegExp, files: RequestHandler): RequestHandler {
  return (request, response, next) => (paths.test(request.path) ? files(request, response, next) : next())
}

function forThisSite(response: Response): void {
  response.set({
    "Cache-Control": "no-cache",
    "Content-Security-Policy": DEMO_POLICY,
    "X-Frame-Options": "SAMEORIGIN",
  })
}

/** A worker of yesterday must not outlive a new version: whoever has it asks for it anew. */
function worker(app: Express, folder: string): void {
  app.get("/panel/sw.js", (_request, response) => {
    response.set({ "Cache-Control": "no-cache", "Content-Security-Policy": WORKER_POLICY })
    response.sendFile(join(folder, "sw.js"))
  })
}

/** What makes an app of the panel, under addresses that browsers remember. */
const APP_PARTS = /^\/(manifest\.webmanifest|icons\/[\w-]+\.(png|svg))$/

/** A place in the panel has no ending: whoever asks for one asks for a file that is not there. */
const NAMES_A_FILE = /\.\w+$/

function panel(app: Express, folder: string): void {
  const page = (name: string) => {
    const file = join(folder, "agent-panel", name)
    return existsSync(file) ? readFileSync(file) : null
  }
  const [index, preview] = [page("index.html"), page("preview.html")]
  const html = (content: Buffer | null, framing: string) => (response: Response) => {
    response.set({
      "Content-Security-Policy": [...PANEL_POLICY, framing].join("; "),
      "Cache-Control": "no-cache",
      "X-Frame-Options": framing === NOT_FRAMED ? "DENY" : "SAMEORIGIN",
    })
    response.type("html").send(content ?? "The panel is not built. Run npm run build.")
  }
  app.use(
    "/panel/assets",
    express.static(join(folder, "assets"), { index: false, fallthrough: false, setHeaders: forever }),
  )
  app.use(
    "/panel",
    only(APP_PARTS, express.static(folder, { index: false, fallthrough: false, setHeaders: alwaysAsked })),
  )
  app.get("/panel/preview.html", (_request, response) => html(preview, FRAMED_BY_PANEL)(response))
  app.get(["/panel", "/panel/*rest"], (request, response, next) => {
    if (NAMES_A_FILE.test(request.path)) return next()
    // Without the last stroke it lies outside of what its worker and its manifest are for.
    if (request.path === "/panel") response.redirect(302, "/panel/")
    else html(index, NOT_FRAMED)(response)
  })
  app.get("/", (_request, response) => response.redirect(302, "/panel/"))
}

function alwaysAsked(response: Response): void {
  response.set("Cache-Control", "no-cache")
}

function forever(response: Response): void {
  response.set({ "Cache-Control": A_YEAR, "Content-Security-Policy": PANEL_SCRIPT_POLICY })
}
