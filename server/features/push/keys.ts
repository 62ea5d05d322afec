import { createECDH } from "node:crypto"
import webPush from "web-push"
import { keptSecret } from "../../core/kept-secret"
import type { House } from "../../feature"

/** Under which push services, and the browsers that agreed to it, know this First Touch (VAPID, RFC 8292). */
export type PushKeys = { publicKey: string; privateKey: string }

export async function pushKeys({ write }: House): Promise<PushKeys> {
  const privateKey = await keptSecret(write, "push", () => webPush.generateVAPIDKeys().privateKey)
  const pair = createECDH("prime256v1")
  pair.setPrivateKey(privateKey, "base64url")
  return { privateKey, publicKey: pair.getPublicKey("base64url") }
}

/**
 * Whom a push service may turn to about what we send: RFC 8292 knows an https address or a mailbox, and on every host
 * there is a postmaster (RFC 5321).
 */
export function contactFor(publicUrl: string): string {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === "https:" ? publicUrl : `mailto:postmaster@${hostname}`
}
