import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { ConfigMistakes, readConfig } from "./config"

const mistakesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigMistakes) return error.mistakes
    throw error
  }
}

describe("settings", () => {
  test("nothing needs to be set", () => {
    expect(readConfig({})).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3_000,
      PUBLIC_URL: "http://127.0.0.1:3000",
      DATA_DIR: "./data",
      ATTACHMENT_MAX_BYTES: 10_485_760,
      FREE_DISK_MIN_BYTES: 200_000_000,
      DEMO: "on",
      RATE_LIMITS: "on",
      LOG_LEVEL: "info",
    })
  })

  test("all mistakes are told at once, each in a sentence that names its variable", () => {
    const mistakes = mistakesOf({
      PORT: "eighty",
      PUBLIC_URL: "ftp://x",
      DATABASE_URL: "mysql://x",
      REDIS_URL: "redis://x",
      FILES_S3_URL: "s3://bucket",
      FILES_S3_REGION: "in the north",
      OWNER_EMAIL: "ana",
      ATTACHMENT_MAX_BYTES: "10 MB",
      FREE_DISK_MIN_BYTES: "-1",
      DEMO: "yes",
      RATE_LIMITS: "1",
      LOG_LEVEL: "loud",
    })
    for (const name of [
      "PORT",
      "PUBLIC_URL",
      "DATABASE_URL",
      "REDIS_URL",
      "FILES_S3_URL",
      "FILES_S3_REGION",
      "OWNER_EMAIL",
      "ATTACHMENT_MAX_BYTES",
      "FREE_DISK_MIN_BYTES",
      "DEMO",
      "RATE_LIMITS",
      "LOG_LEVEL",
    ]) {
      expect(mistakes.find((mistake) => mistake.startsWith(name))).toMatch(/\.$/)
    }
  })

  test("an owner needs both an address and a password", () => {
    expect(mistakesOf({ OWNER_EMAIL: "ana@nightingale.example" })).toEqual([
      "OWNER_EMAIL and OWNER_PASSWORD belong together: set both or neither.",
    ])
  })

  test("a bucket needs its key, a key its bucket, and the secret stands in one place", () => {
    const key = { FILES_S3_URL: "https://s3.example/files", FILES_S3_KEY_ID: "id", FILES_S3_SECRET: "secret" }
    expect(readConfig({ ...key, FILES_S3_URL: "https://s3.example/files/" })).toMatchObject({
      ...key,
      FILES_S3_REGION: "us-east-1",
    })
    for (const name of ["FILES_S3_URL", "FILES_S3_KEY_ID", "FILES_S3_SECRET"]) {
      expect(mistakesOf({ ...key, [name]: "" }).join()).toMatch(/^FILES_S3_URL, .* belong together/)
    }
    expect(mistakesOf({ ...key, FILES_S3_SECRET_FILE: import.meta.filename }).join()).toMatch(/set one of them\.$/)
    expect(mistakesOf({ ...key, FILES_S3_URL: "https://id:secret@s3.example/files" }).join()).toMatch(/no user/)
  })

  test("a secret may lie in a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "first-touch-secret-"))
    const [full, empty] = [join(folder, "secret"), join(folder, "empty")]
    writeFileSync(full, "secret\n")
    writeFileSync(empty, "\n")
    const withFile = (FILES_S3_SECRET_FILE: string) => ({
      FILES_S3_URL: "https://s3.example/files",
      FILES_S3_KEY_ID: "id",
      FILES_S3_SECRET_FILE,
    })
    expect(readConfig(withFile(full)).FILES_S3_SECRET).toBe("secret")
    expect(mistakesOf(withFile(empty))).toEqual(["FILES_S3_SECRET_FILE is empty."])
    expect(mistakesOf(withFile(join(folder, "none"))).join()).toMatch(/^FILES_S3_SECRET_FILE cannot be read: ENOENT/)
    rmSync(folder, { recursive: true })
  })

  test("an empty variable counts as absent, and a slash at the end of an address does not count", () => {
    expect(readConfig({ PORT: "", PUBLIC_URL: "https://chat.example/" })).toMatchObject({
      PORT: 3_000,
      PUBLIC_URL: "https://chat.example",
    })
  })
})
