import { join } from "node:path"
import type { Feature, House } from "../../feature"
import { createIncoming } from "./incoming"
import { orphanAlarm } from "./orphans"
import { eraseAttachments, fileRemoval } from "./remove"
import { reserve } from "./reserve"
import { fileRoutes } from "./routes"
import { createFolder } from "./storage/folder"
import type { Files } from "./take-file"

export { attach } from "./attach"

/** Files that messages carry. */
export function attachments(house: House): Feature {
  const folder = join(house.config.DATA_DIR, "files")
  const files: Files = { incoming: createIncoming(join(folder, "incoming")), storage: createFolder(folder) }
  return {
    name: "attachments",
    calls: {
      "attachment.create": (input, { caller }) => reserve(house, caller, input),
    },
    routes: fileRoutes(house, files),
    alarms: [orphanAlarm(house)],
    erases: (db, conversationIds) => eraseAttachments(house, db, conversationIds),
    deliveries: [fileRemoval(files)],
  }
}
