import { deflateSync } from "node:zlib"
import type { Attachment } from "../../shared/protocol/types"
import { post } from "./people"

type Where = { url: string }

/** What somebody shows with every request: a visitor's token, or an agent's cookie. */
export type Shows = Record<string, string>
export const token = (of: { token: string }): Shows => ({ Authorization: `Bearer ${of.token}` })

/** Reserves a file as somebody, and gives its id. */
export async function reserve(where: Where, shows: Shows, name: string, size: number): Promise<string> {
  const { reply } = await post<"attachment.create">(where, "attachment.create", { name, size }, shows)
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.data.attachmentId
}

/** Sends bytes of a reserved file, from an offset on. */
export function put({ url }: Where, shows: Shows, id: string, bytes: Buffer, from = 0): Promise<Response> {
  return fetch(`${url}/files/${id}`, {
    method: "PUT",
    headers: { ...shows, "Upload-Offset": String(from) },
    body: new Uint8Array(bytes),
  })
}

/** Reserves a file and sends all of it: what the server found it to be. */
export async function upload(where: Where, shows: Shows, name: string, bytes: Buffer): Promise<Attachment> {
  const id = await reserve(where, shows, name, bytes.length)
  const response = await put(where, shows, id, bytes)
  const reply = await response.json()
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.data.attachment
}

/** A picture of one colour. `claims` is what it says its size is, where that is not true. */
export function png(width: number, height: number, claims = { width, height }): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(claims.width, 0)
  header.writeUInt32BE(claims.height, 4)
  header.set([8, 2], 8)
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(47, 93, 80))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from("89504e470d0a1a0a", "hex")
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc(named), named.length + 4)
  return framed
}

/** CRC-32, as a PNG asks for it. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

/** A page of one word. */
export const pdf = (word: string) =>
  Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length ${word.length + 32}>>stream
BT /F 18 Tf 20 40 Td (${word}) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)
