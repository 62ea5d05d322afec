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

  test("an empty variable counts as absent, and a slash at the end of an address does not count", () => {
    expect(readConfig({ PORT: "", PUBLIC_URL: "https://chat.example/" })).toMatchObject({
      PORT: 3_000,
      PUBLIC_URL: "https://chat.example",
    })
  })
})
