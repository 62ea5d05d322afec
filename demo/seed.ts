import { ConfigMistakes, readConfig } from "../server/config"
import { seed } from "./seed-shop"

try {
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? "error" })
  console.log(await seed(config, Date.now()))
} catch (error) {
  console.error(error instanceof ConfigMistakes || error instanceof Error ? error.message : error)
  process.exitCode = 1
}
