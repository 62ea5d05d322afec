import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import { AwsV4Signer } from "aws4fetch"
import type { Config } from "../../../config"
import type { Clock } from "../../../core/clock"
import { StorageFailure } from "./storage"
import { sumOf } from "./sum-of"

/** S3-compatible storage, as much of it as files need: four verbs that may each be tried twice. */
export type Bucket = {
  /** Writes a file of the disk; resolves once it is durable there. Tells whether older versions of an object are kept. */
  put(key: string, from: string, type: string): Promise<{ keepsVersions: boolean }>
  /** Opens an object; null where there is none. */
  read(key: string): Promise<Readable | null>
  /** The length of an object in bytes; null where there is none. */
  size(key: string): Promise<number | null>
  /** Removes an object; harmless where there is none. */
  remove(key: string): Promise<void>
}

type Settings = Pick<Config, "FILES_S3_URL" | "FILES_S3_REGION" | "FILES_S3_KEY_ID" | "FILES_S3_SECRET">

/** So long it may say nothing, or take no byte more. */
const PATIENCE_MS = 5_000
/** The second try is for a connection that was closed while nobody used it, and for one bad answer. */
const TRIES = 2
const SUM_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

type Asked = {
  method: "PUT" | "GET" | "HEAD" | "DELETE"
  key: string
  headers?: Record<string, string>
  /** The bytes to be sent; `moved` is told of each piece. Every try begins it anew. */
  body?: (moved: () => void) => Readable
}

/** The bucket that the settings name. Each request is signed, and what is sent with the sum of its bytes. */
export function createBucket(settings: Settings, clock: Clock, patienceMs = PATIENCE_MS): Bucket {
  const sign = createSignature(settings, clock)

  async function ask<T>(asked: Asked, use: (response: Response) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await askOnce(sign, asked, patienceMs, use)
      } catch (error) {
        const failure =
          error instanceof StorageFailure ? error : new StorageFailure(null, wordOf(error), { cause: error })
        if (tried === TRIES || !failure.passes || failure.word === OUT_OF_PATIENCE) throw failure
      }
    }
  }

  return {
    async put(key, from, type) {
      const headers = {
        "Content-Type": type,
        "Content-Length": String((await stat(from)).size),
        "X-Amz-Content-Sha256": await sumOf(from),
      }
      const body = (moved: () => void) => Readable.from(piecesOf(from, moved))
      return ask({ method: "PUT", key, headers, body }, async (response) => {
        await expectSuccess(response)
        const version = response.headers.get("x-amz-version-id")
        return { keepsVersions: version !== null && version !== "null" }
      })
    },

    read: (key) =>
      ask({ method: "GET", key }, async (response) => {
        if (response.ok && response.body) return Readable.fromWeb(response.body as ReadableStream)
        return noneOrFailure(response)
      }),

    size: (key) =>
      ask({ method: "HEAD", key }, async (response) =>
        response.ok ? Number(response.headers.get("content-length")) : noneOrFailure(response),
      ),

    remove: (key) =>
      ask({ method: "DELETE", key }, async (response) => {
        if (response.status !== 404) await expectSuccess(response)
      }),
  }
}

function createSignature({ FILES_S3_URL, FILES_S3_REGION, FILES_S3_KEY_ID, FILES_S3_SECRET }: Settings, clock: Clock) {
  const keysOfTheDay = new Map<string, ArrayBuffer>()
  return async ({ method, key, headers }: Asked) => {
    const signer = new AwsV4Signer({
      method,
      url: `${FILES_S3_URL}/${key}`,
      headers: { "X-Amz-Content-Sha256": SUM_OF_NOTHING, ...headers },
      accessKeyId: FILES_S3_KEY_ID ?? "",
      secretAccessKey: FILES_S3_SECRET ?? "",
      service: "s3",
      region: FILES_S3_REGION,
      datetime: new Date(clock.now()).toISOString().replace(/[:-]|\.\d{3}/g, ""),
      cache: keysOfTheDay,
    })
    return signer.sign()
  }
}

const OUT_OF_PATIENCE = "no answer in time"

async function askOnce<T>(
  sign: ReturnType<typeof createSignature>,
  asked: Asked,
  patienceMs: number,
  use: (response: Response) => Promise<T>,
): Promise<T> {
  const { method, url, headers } = await sign(asked)
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(new StorageFailure(null, OUT_OF_PATIENCE)), patienceMs)
  const body = asked.body?.(() => timer.refresh())
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: patience.signal,
      ...(body && { body: Readable.toWeb(body), duplex: "half" }),
    } as RequestInit)
    return await use(response)
  } finally {
    clearTimeout(timer)
    body?.destroy()
  }
}

async function* piecesOf(path: string, moved: () => void): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path)) {
    moved()
    yield piece
  }
}

async function expectSuccess(response: Response): Promise<void> {
  const said = await response.text()
  if (!response.ok) throw failureOf(response, said)
}

async function noneOrFailure(response: Response): Promise<null> {
  const failure = failureOf(response, await response.text())
  if (response.status !== 404 || failure.word === "NoSuchBucket") throw failure
  return null
}

/** The XML of an error holds one word for programs. */
function failureOf({ status, statusText }: Response, said: string): StorageFailure {
  return new StorageFailure(status, /<Code>(\w+)<\/Code>/.exec(said)?.[1] ?? statusText)
}

/** What the network says lies below what `fetch` says. */
function wordOf(error: unknown): string {
  const { cause, message } = error as Error
  const below = cause as { code?: string; message?: string } | undefined
  return below?.code ?? below?.message ?? message
}
