import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { extname, join } from "node:path"

const DEMO = join(import.meta.dirname, "..")
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".svg": "image/svg+xml",
}

/** Nightingale Books on its own origin, with the chat's script tag pointing at the server elsewhere. */
export type Shop = { url: string; close(): Promise<void> }

export type ShopOptions = {
  /** Where the chat is. */
  chat: string
  /** A content security policy for every page; `NONCE` in it and on the script tag is made the same. */
  policy?: string
  /** As whom the shop has signed its visitor in at the moment: a signed identity, or null. */
  identity?: () => string | null
}

const NONCE = "bm9uY2UtZm9yLXRlc3Rz"

export async function openShop({ chat, policy, identity }: ShopOptions): Promise<Shop> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://shop").pathname
    const name = path === "/" ? "index.html" : path.slice(1)
    const type = TYPES[extname(name)]
    if (!type || name.includes("..")) return void response.writeHead(404).end()
    try {
      const content = await readFile(join(DEMO, name), "utf8")
      if (policy && type.startsWith("text/html")) {
        response.setHeader("Content-Security-Policy", policy.replaceAll("NONCE", NONCE))
      }
      response.setHeader("Content-Type", type).end(withChat(content, chat, identity?.() ?? null))
    } catch {
      // What the shop does not have is simply not there.
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  if (!address || typeof address !== "object") throw new Error("the shop has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function withChat(html: string, chat: string, identity: string | null): string {
  const signed = identity === null ? "" : `data-identity="${identity}" `
  return html.replaceAll('src="/widget.js"', `${signed}nonce="${NONCE}" src="${chat}/widget.js"`)
}
