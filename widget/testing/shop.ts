import { readFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { resolve } from "node:path"

const DIST = resolve(import.meta.dirname, "../../dist")

type Site = { origin: string; close(): Promise<void> }

/** A page of Nightingale Books: `html` is the whole document, `headers` come with it. */
export type ShopPage = { html: (chat: string) => string; headers?: (chat: string) => Record<string, string> }

async function serve(server: Server): Promise<Site> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  if (typeof address !== "object" || address === null) throw new Error("The server has no port")
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Serves what was built, as the server does, and counts what is asked for. Nobody answers the line. */
export async function openChatHost() {
  const asked: string[] = []
  const broken = new Set<string>()
  const site = await serve(
    createServer((request, response) => {
      const path = request.url ?? ""
      asked.push(path)
      void (async () => {
        const file = path === "/widget.js" ? "loader/widget.js" : path.startsWith("/widget/") ? path.slice(1) : null
        const isBroken = [...broken].some((part) => path.includes(part))
        response.setHeader("Access-Control-Allow-Origin", "*")
        if (!file || isBroken) return response.writeHead(503).end()
        response.setHeader("Content-Type", "text/javascript; charset=utf-8")
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable")
        return response.end(await readFile(resolve(DIST, file)))
      })()
    }),
  )
  return { ...site, asked, breakDown: (part: string) => broken.add(part), mend: () => broken.clear() }
}

/** The shop itself, on an origin of its own. Every address shows the page that was laid out last. */
export async function openShop() {
  let page: ShopPage = { html: () => "" }
  let chat = ""
  const site = await serve(
    createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...page.headers?.(chat) })
      response.end(page.html(chat))
    }),
  )
  return {
    ...site,
    layOut(next: ShopPage, chatOrigin: string): void {
      page = next
      chat = chatOrigin
    },
  }
}
