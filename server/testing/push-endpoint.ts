import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage } from "node:http"
import { buffer } from "node:stream/consumers"
import type { Input } from "../../shared/protocol/types"
import type { PushAlert } from "../../shared/push-alert"
import { decryptPush } from "./decrypt-push"

/** What a browser was told, and how its push service was asked to carry it. */
export type Told = { alert: PushAlert; ttlS: number; urgency: string | undefined; topic: string | undefined }

export type PushedTo = {
  /** What it says to a server that may alert it. */
  subscription: Input<"push.subscribe">
  /** What it was told, in order. */
  told: Told[]
  /** How often its push service was asked. */
  asked(): number
  /** What its push service answers from now on; 201 takes an alert in. */
  answer(status: number): void
}

export type PushEndpoint = {
  /** A browser that agreed to be pushed to under this key. */
  browser(publicKey: string, locale?: string): PushedTo
  /** What was wrong with what came; empty where everything was as the standards want it. */
  objections: string[]
  stop(): Promise<void>
}

type Browser = { publicKey: string; open(body: Buffer): string; told: Told[]; asked: number; status: number }

/**
 * A push service on loopback, with the browsers behind it. It takes in only what a real one would (RFC 8030, VAPID of
 * RFC 8292) and reads it as a browser does (RFC 8291).
 */
export async function startPushEndpoint(): Promise<PushEndpoint> {
  const browsers = new Map<string, Browser>()
  const objections: string[] = []
  const server = createServer(async (request, response) => {
    const browser = browsers.get(request.url ?? "")
    if (browser) browser.asked++
    response.writeHead(browser ? await answerTo(browser, request) : 404).end()
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const bound = server.address()
  const origin = `http://127.0.0.1:${bound !== null && typeof bound === "object" ? bound.port : 0}`

  async function answerTo(browser: Browser, request: IncomingMessage): Promise<number> {
    const body = await buffer(request)
    const objection = objectionTo(request, browser.publicKey, origin)
    if (objection !== null) {
      objections.push(objection)
      return 400
    }
    if (browser.status === 201) browser.told.push(toldBy(request, browser.open(body)))
    return browser.status
  }

  return {
    objections,
    browser(publicKey, locale = "en") {
      const keys = createECDH("prime256v1")
      const p256dh = keys.generateKeys("base64url")
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(16).toString("hex")}`
      const open = (body: Buffer) => decryptPush(body, keys, auth)
      const browser: Browser = { publicKey, open, told: [], asked: 0, status: 201 }
      browsers.set(path, browser)
      return {
        subscription: { endpoint: origin + path, keys: { p256dh, auth: auth.toString("base64url") }, locale },
        told: browser.told,
        asked: () => browser.asked,
        answer(status) {
          browser.status = status
        },
      }
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
}

function toldBy({ headers }: IncomingMessage, words: string): Told {
  const header = (name: string) => headers[name]?.toString()
  return {
    alert: JSON.parse(words),
    ttlS: Number(header("ttl")),
    urgency: header("urgency"),
    topic: header("topic"),
  }
}

/** Why a push service would turn this away; null where it would not. */
function objectionTo({ method, headers }: IncomingMessage, publicKey: string, origin: string): string | null {
  if (method !== "POST") return `the method is ${method}`
  if (!/^\d+$/.test(headers.ttl?.toString() ?? "")) return `the TTL is ${headers.ttl}`
  if (headers["content-encoding"] !== "aes128gcm") return `the encoding is ${headers["content-encoding"]}`
  if (headers.topic !== undefined && !/^[\w-]{1,32}$/.test(headers.topic.toString()))
    return `the topic is ${headers.topic}`
  const [, token = "", key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? "") ?? []
  if (key !== publicKey) return "it is not signed with the key that the browser agreed to"
  return objectionToToken(token, publicKey, origin)
}

const DAY_S = 86_400

function objectionToToken(token: string, publicKey: string, origin: string): string | null {
  const [header = "", claims = "", signature = ""] = token.split(".")
  if (!isSigned(`${header}.${claims}`, signature, publicKey)) return "the signature is wrong"
  const { alg } = readPart(header)
  const { aud, exp, sub } = readPart(claims)
  if (alg !== "ES256") return `the algorithm is ${alg}`
  if (aud !== origin) return `the audience is ${aud}`
  const leftS = Number(exp) - Date.now() / 1_000
  if (!(leftS > 0 && leftS <= DAY_S)) return `it expires in ${leftS} s`
  return /^(https:|mailto:)/.test(String(sub)) ? null : `the contact is ${sub}`
}

const readPart = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString())

function isSigned(text: string, signature: string, publicKey: string): boolean {
  const point = Buffer.from(publicKey, "base64url")
  const key = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33, 65).toString("base64url"),
    },
  })
  return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))
}
