import { createDecipheriv, type ECDH, hkdfSync } from "node:crypto"

const SALT_BYTES = 16
const TAG_BYTES = 16
/** Salt, record size, and the length of the sender's key (RFC 8188). */
const KEY_AT = SALT_BYTES + 4 + 1

/** Reads a pushed body as the browser with these keys would: written after RFC 8188 and 8291, not after the library that sends. */
export function decryptPush(body: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, SALT_BYTES)
  const textAt = KEY_AT + body.readUInt8(KEY_AT - 1)
  const sender = body.subarray(KEY_AT, textAt)
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), browser.getPublicKey(), sender])
  const secret = derive(browser.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, "Content-Encoding: aes128gcm\0", 16)
  const nonce = derive(secret, salt, "Content-Encoding: nonce\0", 12)
  return withoutPadding(decrypt(body.subarray(textAt), key, nonce)).toString("utf8")
}

const derive = (secret: Buffer, salt: Buffer, info: string | Buffer, bytes: number) =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, bytes))

function decrypt(record: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv("aes-128-gcm", key, nonce)
  decipher.setAuthTag(record.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()])
}

/** A 2 ends the words of the last record, which here is the only one; zeros may follow. */
function withoutPadding(text: Buffer): Buffer {
  const end = text.findLastIndex((byte) => byte !== 0)
  if (text[end] !== 2) throw new Error("The last record does not end as the last.")
  return text.subarray(0, end)
}
