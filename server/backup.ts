import { join } from "node:path"
import { backUp } from "./backup/back-up"
import { command, inWords } from "./backup/command"
import { steadyClock } from "./core/clock"

/** `npm run backup`: copies the database and its files while the server runs. */
await command("backup", async (config, [into = join(config.DATA_DIR, "backups")]) => {
  const { folder, bytes, ...found } = await backUp(config.DATA_DIR, into, steadyClock().now())
  return `Backed up ${inWords(found)} (${bytes.toLocaleString("en")} bytes), read through and whole: ${folder}`
})
