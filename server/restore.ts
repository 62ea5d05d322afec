import { command, inWords } from "./backup/command"
import { restore } from "./backup/restore"
import { steadyClock } from "./core/clock"

/** `npm run restore -- FOLDER`: puts a backup in the place of the database, while no server runs. */
await command("restore", async (config, [folder]) => {
  if (folder === undefined) throw new Error("Name the backup: npm run restore -- data/backups/2026-11-25T14-07-00-000Z")
  const { before, ...found } = await restore(folder, config.DATA_DIR, steadyClock().now())
  const kept = before ? ` What stood there is kept as ${before}.` : ""
  return `Restored ${inWords(found)} into ${config.DATA_DIR}.${kept} Start the server: whoever was connected begins anew.`
})
