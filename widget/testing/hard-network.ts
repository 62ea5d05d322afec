import { createServer, request } from "node:http"
import type { Socket } from "node:net"

/** A proxy before the chat's server that lets no WebSocket through, as many an office has one. */
export async function openHardNetwork(targetPort: number) {
  const asked: string[] = []
  let handling: "refuse" | "swallow" = "refuse"
  const held = new Set<Socket>()

  const proxy = createServer((near, answer) => {
    asked.push(near.url ?? "")
    const far = request(
      { host: "127.0.0.1", port: targetPort, path: near.url, method: near.method, headers: near.headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      },
    )
    far.on("error", () => answer.destroy())
    answer.on("close", () => far.destroy())
    near.pipe(far)
  })
  proxy.on("upgrade", (_, socket: Socket) => {
    held.add(socket.on("error", () => socket.destroy()))
    if (handling === "refuse") socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n")
  })
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready))
  const address = proxy.address()
  if (typeof address !== "object" || address === null) throw new Error("The proxy has no port")
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    /** Takes a WebSocket's request and never answers it. */
    swallow(): void {
      handling = "swallow"
    },
    /** Cuts every request that waits. New ones are let through. */
    cut: () => proxy.closeAllConnections(),
    close: async () => {
      for (const socket of held) socket.destroy()
      proxy.closeAllConnections()
      await new Promise((closed) => proxy.close(closed))
    },
  }
}
