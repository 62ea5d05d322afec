import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { buffer } from "node:stream/consumers"

const BUCKET = "nightingale"
const REGION = "eu-central-1"
const KEY_ID = "first-touch-test"
const SECRET = "a secret/with+signs"

/** S3-compatible storage on loopback, as far as files need it, that lies in memory. */
export type ObjectStore = {
  /** Settings with which First Touch keeps its files here. */
  environment: Record<string, string>
  /** What lies in the bucket, by name. */
  objects: Map<string, Buffer>
  /** What was refused, each as S3's word for it. */
  refused: string[]
  /** Well, answering 503, hanging up, saying nothing at all, or keeping old versions. */
  behave(how: Behaviour): void
  stop(): Promise<void>
}

type Behaviour = "well" | "busy" | "gone" | "silent" | "keeps versions"
type Answer = { status: number; headers?: Record<string, string>; body?: Buffer }

/**
 * Takes only what a real one would: signed by AWS Signature Version 4 with the key that it knows, for its region, with the
 * sum of exactly the bytes that came, and with their length told before.
 */
export async function startObjectStore(): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>()
  const refused: string[] = []
  let behaviour: Behaviour = "well"
  const server = createServer(async (request, response) => {
    if (behaviour === "gone") return void request.socket.destroy()
    if (behaviour === "silent") return
    // Whoever hangs up in the middle has put nothing.
    const body = await buffer(request).catch(() => null)
    if (body === null) return
    const word = behaviour === "busy" ? "SlowDown" : objectionTo(request, body)
    if (word !== null) refused.push(word)
    send(response, word === null ? answerTo(objects, request, body, behaviour) : errorOf(word))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const bound = server.address()
  const port = bound !== null && typeof bound === "object" ? bound.port : 0
  return {
    environment: {
      FILES_S3_URL: `http://127.0.0.1:${port}/${BUCKET}`,
      FILES_S3_REGION: REGION,
      FILES_S3_KEY_ID: KEY_ID,
      FILES_S3_SECRET: SECRET,
    },
    objects,
    refused,
    behave(how) {
      behaviour = how
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
}

const STATUS: Readonly<Record<string, number>> = {
  SlowDown: 503,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  AuthorizationHeaderMalformed: 400,
  MissingContentLength: 411,
  XAmzContentSHA256Mismatch: 400,
}

function errorOf(word: string): Answer {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${word}</Code></Error>`)
  return { status: STATUS[word] ?? 403, headers: { "Content-Type": "application/xml" }, body }
}

function answerTo(objects: Map<string, Buffer>, request: IncomingMessage, body: Buffer, behaviour: Behaviour): Answer {
  const { method, url = "" } = request
  const key = decodeURIComponent(url.slice(`/${BUCKET}/`.length))
  const object = objects.get(key)
  if (method === "PUT") {
    objects.set(key, body)
    return { status: 200, headers: behaviour === "keeps versions" ? { "x-amz-version-id": "3HL4" } : {} }
  }
  if (method === "DELETE") {
    objects.delete(key)
    return { status: 204 }
  }
  return object
    ? { status: 200, headers: { "Content-Length": String(object.length) }, body: object }
    : errorOf("NoSuchKey")
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, headers)
  response.end(response.req.method === "HEAD" ? undefined : body)
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

/** Why a request is refused; null where it is as it should be. */
function objectionTo(request: IncomingMessage, body: Buffer): string | null {
  const { headers, method, url = "" } = request
  const [, keyId, day = "", region, signed = "", signature = ""] = AUTHORIZATION.exec(headers.authorization ?? "") ?? []
  if (keyId === undefined) return "AccessDenied"
  if (keyId !== KEY_ID) return "InvalidAccessKeyId"
  if (region !== REGION) return "AuthorizationHeaderMalformed"
  const names = signed.split(";")
  const sum = String(headers["x-amz-content-sha256"])
  const at = String(headers["x-amz-date"])
  // What is not signed could be changed by anybody on the way.
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name))) return "AccessDenied"
  const canonical = [method, url, "", ...names.map((name) => `${name}:${headers[name]}`), "", signed, sum].join("\n")
  const toSign = ["AWS4-HMAC-SHA256", at, `${day}/${region}/s3/aws4_request`, sha256(Buffer.from(canonical))].join("\n")
  const key = [day, REGION, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${SECRET}`)
  const expected = hmac(key, toSign)
  if (!at.startsWith(day) || !timingSafeEqual(expected, Buffer.from(signature, "hex"))) return "SignatureDoesNotMatch"
  if (method === "PUT" && headers["content-length"] === undefined) return "MissingContentLength"
  if (sum !== sha256(body)) return "XAmzContentSHA256Mismatch"
  return url.startsWith(`/${BUCKET}/`) ? null : "NoSuchBucket"
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
