import { readFile } from "node:fs/promises"
import type { Server as HttpServer } from "node:http"
import { join } from "node:path"
import express, { type Express } from "express"
import { build, createServer, type Plugin, type ViteDevServer } from "vite"
import type { EmbedOptions } from "../wire/embed"

/** The widget's source, under the address that Vite serves it at. */
const WIDGET = "/panel/widget/main.tsx"

/** Serves the sources of widget and panel through Vite, with hot reload, from the same server. Never in production. */
export async function embedSources(root: string, { demo }: EmbedOptions) {
  return (app: Express, http: HttpServer): void => {
    const starting = createServer({
      root,
      server: { middlewareMode: true, hmr: { server: http, path: "/hot" }, cors: true },
    })
    app.use((_request, response, next) => {
      // Vite writes scripts and styles into the pages themselves.
      for (const name of ["Content-Security-Policy", "X-Frame-Options"]) response.removeHeader(name)
      next()
    })
    app.get("/widget.js", async (_request, response) => {
      response
        .type("js")
        .set("Access-Control-Allow-Origin", "*")
        .send(await loader(root))
    })
    app.get("/panel/sw.js", async (_request, response) => {
      const worker = await classicScript(root, "agent-panel/service-worker/service-worker.ts")
      response.type("js").set("Cache-Control", "no-cache").send(worker)
    })
    app.get("/panel/preview.html", async (request, response) => {
      response.type("html").send(await page(await starting, root, "preview.html", request.originalUrl))
    })
    if (demo !== null) app.use("/demo", express.static(demo, { extensions: ["html"] }))
    app.get("/", (_request, response) => response.redirect(302, "/panel/"))
    // A place in the panel is a page; its scripts and styles, under the same addresses, are Vite's.
    app.get(["/panel", "/panel/*rest"], async (request, response, next) => {
      if (!request.headers.accept?.includes("text/html")) return next()
      response.type("html").send(await page(await starting, root, "index.html", request.originalUrl))
    })
    app.use((request, response, next) => {
      starting.then((vite) => vite.middlewares(request, response, next), next)
    })
  }
}

/** The loader is a classic script of several modules, so it is bundled even here. */
function loader(root: string): Promise<string> {
  const address = "virtual:widget-address"
  return classicScript(root, "widget/loader.ts", [
    {
      name: address,
      resolveId: (id) => (id === address ? `\0${address}` : undefined),
      load: (id) => (id === `\0${address}` ? `export const WIDGET = ${JSON.stringify(WIDGET)}` : undefined),
    },
  ])
}

async function classicScript(root: string, entry: string, plugins: Plugin[] = []): Promise<string> {
  const bundle = await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins,
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(root, entry), output: { format: "iife" } },
    },
  })
  const built = Array.isArray(bundle) ? bundle[0] : bundle
  if (!built || !("output" in built)) throw new Error(`Vite gave no bundle of ${entry}`)
  return built.output[0].code
}

async function page(vite: ViteDevServer, root: string, name: string, url: string): Promise<string> {
  const html = await readFile(join(root, "agent-panel", name), "utf8")
  // The entry is named beside the page; Vite serves it under its folder.
  return vite.transformIndexHtml(url, html.replaceAll('src="./', 'src="/agent-panel/'))
}
