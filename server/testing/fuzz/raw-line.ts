import { randomBytes } from "node:crypto"
import { connect, type Socket } from "node:net"

/** A WebSocket spoken by hand, so that what no library would send can be sent. */
export type RawLine = {
  /** One frame as RFC 6455 has it: `opcode` 1 is text, 2 is binary. */
  frame(opcode: number, payload: Buffer): void
  /** The bytes of a frame after which more of the same message follows. */
  pieceOf(opcode: number, payload: Buffer): Buffer
  /** Bytes as they are. */
  bytes(raw: Buffer): void
  end(): void
  /** When the server hung up, or the line was ended here. */
  ended: Promise<void>
}

const HEADERS_END = "\r\n\r\n"

/** Opens a line, from another address of this machine where one is named; resolves when the server has agreed to speak WebSocket. */
export function openRawLine(url: string, localAddress = "127.0.0.1"): Promise<RawLine> {
  const { hostname, port, host } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname, localAddress })
  socket.write(
    [
      "GET /socket.io/?EIO=4&transport=websocket&site=default HTTP/1.1",
      `Host: ${host}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    ].join("\r\n") + HEADERS_END,
  )
  return new Promise((opened, failed) => {
    socket.once("error", failed)
    socket.once("data", (answer) => {
      if (!answer.toString("latin1").startsWith("HTTP/1.1 101")) return failed(new Error("no WebSocket here"))
      socket.off("error", failed)
      opened(lineOver(socket))
    })
  })
}

function lineOver(socket: Socket): RawLine {
  // A server that hangs up on nonsense does what it should.
  socket.on("error", () => socket.destroy())
  socket.resume()
  return {
    frame: (opcode, payload) => void socket.write(frameOf(FINAL | opcode, payload)),
    pieceOf: (opcode, payload) => frameOf(opcode, payload),
    bytes: (raw) => void socket.write(raw),
    end: () => void socket.destroy(),
    ended: new Promise((isEnded) => void socket.once("close", () => isEnded())),
  }
}

const FINAL = 0x80
const MASKED = 0x80
const TWO_BYTES_FOLLOW = 126
const EIGHT_BYTES_FOLLOW = 127

/** A frame of a client, whose payload is masked with zeros: masked, and still to be read. */
function frameOf(first: number, payload: Buffer): Buffer {
  const mask = Buffer.alloc(4)
  return Buffer.concat([Buffer.from([first]), lengthOf(payload.length), mask, payload])
}

function lengthOf(length: number): Buffer {
  if (length < TWO_BYTES_FOLLOW) return Buffer.from([MASKED | length])
  const isShort = length < 2 ** 16
  const header = Buffer.alloc(isShort ? 3 : 9)
  header[0] = MASKED | (isShort ? TWO_BYTES_FOLLOW : EIGHT_BYTES_FOLLOW)
  if (isShort) header.writeUInt16BE(length, 1)
  else header.writeBigUInt64BE(BigInt(length), 1)
  return header
}
