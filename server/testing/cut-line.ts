import { connect, createServer, type Socket } from "node:net"

/** A wire between browsers and the server that can be cut, on loopback. */
export type CutLine = {
  url: string
  /** Cuts every connection now, and refuses new ones until `mend`. */
  cut(): void
  /** Lets the next connection carry so many bytes towards the server, then cuts like `cut`. */
  cutAfter(bytesUp: number): void
  mend(): void
  close(): Promise<void>
}

export async function createCutLine(targetPort: number): Promise<CutLine> {
  const open = new Set<Socket>()
  let isCut = false
  let bytesLeft = Number.POSITIVE_INFINITY

  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(targetPort, "127.0.0.1")
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on("error", () => other.destroy())
      one.on("close", () => {
        open.delete(one)
        other.destroy()
      })
    }
    far.pipe(near)
    near.on("data", (chunk) => carry(far, chunk))
  })

  function carry(far: Socket, chunk: Buffer): void {
    if (chunk.length < bytesLeft) {
      bytesLeft -= chunk.length
      far.write(chunk)
      return
    }
    far.write(chunk.subarray(0, bytesLeft))
    cut()
  }

  function cut(): void {
    isCut = true
    for (const socket of open) socket.destroy()
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  if (!address || typeof address !== "object") throw new Error("the line has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    cutAfter(bytesUp) {
      bytesLeft = bytesUp
    },
    mend() {
      isCut = false
      bytesLeft = Number.POSITIVE_INFINITY
    },
    close: () =>
      new Promise((closed) => {
        cut()
        server.close(() => closed())
      }),
  }
}
