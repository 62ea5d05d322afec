import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"

/** The SHA-256 of a file, in hexadecimal digits. */
export async function sumOf(path: string): Promise<string> {
  const hash = createHash("sha256")
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest("hex")
}
