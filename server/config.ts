import { readFileSync } from "node:fs"
import { z } from "zod"
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "../shared/password-length"

const optionalUrl = (protocols: string[], example: string) =>
  z
    .string()
    .refine((value) => hasProtocol(value, protocols), { error: `must be an address such as ${example}` })
    .optional()

function hasProtocol(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

function isPlainAddress(value: string): boolean {
  // What is no address at all is told by its own sentence.
  if (!URL.canParse(value)) return true
  const { username, password, search, hash } = new URL(value)
  return username + password + search + hash === ""
}

/** Every setting there is: environment variables, each with its default and what it means. */
export const settings = z.object({
  HOST: z.string().min(1).default("127.0.0.1").describe("The address to listen on."),
  PORT: z.coerce
    .number({ error: "must be a port number" })
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be between 1 and 65535" })
    .max(65_535, { error: "must be between 1 and 65535" })
    .default(3_000)
    .describe("The port to listen on."),
  PUBLIC_URL: optionalUrl(["http:", "https:"], "https://chat.example")
    .transform((value) => value?.replace(/\/+$/, ""))
    .describe("The address people reach it at. Absent: http://HOST:PORT. With https, cookies are for https only."),
  DATA_DIR: z.string().min(1).default("./data").describe("Where the SQLite file lies."),
  DATABASE_URL: optionalUrl(["postgres:", "postgresql:"], "postgres://user:password@host/database").describe(
    "A PostgreSQL database. Absent: SQLite in DATA_DIR.",
  ),
  REDIS_URL: z
    .undefined({ error: "is not supported by this version: remove it, one node needs no Redis" })
    .optional()
    .describe("Reserved for several nodes. This version runs on one node and refuses to start with it."),
  OWNER_EMAIL: z
    .email({ error: "must be an e-mail address" })
    .optional()
    .describe("With OWNER_PASSWORD: makes the first owner at the first start."),
  OWNER_PASSWORD: z
    .string()
    .min(PASSWORD_MIN_LENGTH, { error: `must be at least ${PASSWORD_MIN_LENGTH} characters long` })
    .max(PASSWORD_MAX_LENGTH, { error: `must be at most ${PASSWORD_MAX_LENGTH} characters long` })
    .optional()
    .describe("The first owner's password, used only while there is no owner."),
  FILES_S3_URL: optionalUrl(["http:", "https:"], "https://s3.eu-central-1.amazonaws.com/my-bucket")
    .refine((value) => value === undefined || isPlainAddress(value), {
      error: "must be the address of a bucket and nothing more: no user, no ? and no #",
    })
    .transform((value) => value?.replace(/\/+$/, ""))
    .describe(
      "A bucket of S3-compatible storage in which files lie, for several nodes on one PostgreSQL. Absent: files lie in DATA_DIR.",
    ),
  FILES_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/i, { error: "must be a region such as eu-central-1" })
    .default("us-east-1")
    .describe("The region of the bucket, which is part of every signature."),
  FILES_S3_KEY_ID: z
    .string()
    .optional()
    .describe("The id of a key that may write, read, list and remove objects in the bucket."),
  FILES_S3_SECRET: z.string().optional().describe("The secret of that key."),
  FILES_S3_SECRET_FILE: z.string().optional().describe("Instead of FILES_S3_SECRET: a file that holds it."),
  ATTACHMENT_MAX_BYTES: z.coerce
    .number({ error: "must be a number of bytes" })
    .int({ error: "must be a whole number of bytes" })
    .min(1, { error: "must be at least 1" })
    .max(1_000_000_000, { error: "must be at most 1000000000" })
    .default(10_485_760)
    .describe("The largest file that a message may carry, in bytes."),
  FREE_DISK_MIN_BYTES: z.coerce
    .number({ error: "must be a number of bytes" })
    .int({ error: "must be a whole number of bytes" })
    .min(0, { error: "must be at least 0" })
    .default(200_000_000)
    .describe("No file is taken where less than this is free in DATA_DIR, in bytes, so that messages have room."),
  DEMO: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("on")
    .describe("The demo shop at /demo/: on or off."),
  RATE_LIMITS: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("on")
    .describe("Limits for strangers: on, or off for load tests that come from one address."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be fatal, error, warn, info, debug, trace or silent",
    })
    .default("info")
    .describe("The least that is logged."),
})

export type Config = Omit<z.infer<typeof settings>, "PUBLIC_URL" | "REDIS_URL" | "FILES_S3_SECRET_FILE"> & {
  PUBLIC_URL: string
}

/** Mistakes in the environment, each a sentence that names its variable. */
export class ConfigMistakes extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"))
  }
}

/** Reads every setting at once and reports all mistakes together. An empty variable counts as absent. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )
  const parsed = settings.safeParse(given)
  const mistakes = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`)
  if (Boolean(given.OWNER_EMAIL) !== Boolean(given.OWNER_PASSWORD)) {
    mistakes.push("OWNER_EMAIL and OWNER_PASSWORD belong together: set both or neither.")
  }
  mistakes.push(...bucketMistakes(given))
  const FILES_S3_SECRET = secretOf(given, mistakes)
  if (!parsed.success || mistakes.length > 0) throw new ConfigMistakes(mistakes)
  const { PUBLIC_URL, REDIS_URL: _redis, FILES_S3_SECRET_FILE: _file, ...rest } = parsed.data
  return { ...rest, FILES_S3_SECRET, PUBLIC_URL: PUBLIC_URL ?? `http://${rest.HOST}:${rest.PORT}` }
}

type Given = Record<string, string | undefined>

/** A bucket needs its key, and a key its bucket: half of it would leave files where nobody looks for them. */
function bucketMistakes(given: Given): string[] {
  const { FILES_S3_URL, FILES_S3_KEY_ID, FILES_S3_SECRET, FILES_S3_SECRET_FILE } = given
  if (FILES_S3_SECRET && FILES_S3_SECRET_FILE) {
    return ["FILES_S3_SECRET and FILES_S3_SECRET_FILE say the same: set one of them."]
  }
  const parts = [FILES_S3_URL, FILES_S3_KEY_ID, FILES_S3_SECRET ?? FILES_S3_SECRET_FILE]
  if (parts.every(Boolean) || !parts.some(Boolean)) return []
  return [
    "FILES_S3_URL, FILES_S3_KEY_ID and FILES_S3_SECRET (or FILES_S3_SECRET_FILE) belong together: set all or none.",
  ]
}

function secretOf({ FILES_S3_SECRET, FILES_S3_SECRET_FILE }: Given, mistakes: string[]): string | undefined {
  if (!FILES_S3_SECRET_FILE) return FILES_S3_SECRET
  try {
    const secret = readFileSync(FILES_S3_SECRET_FILE, "utf8").trim()
    if (secret === "") mistakes.push("FILES_S3_SECRET_FILE is empty.")
    return secret
  } catch (error) {
    mistakes.push(`FILES_S3_SECRET_FILE cannot be read: ${(error as Error).message}.`)
    return undefined
  }
}
