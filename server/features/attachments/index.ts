import type { Feature, House } from "../../feature"
import type { Files } from "./files"
import { leftOverAlarm } from "./left-over"
import { orphanAlarm } from "./orphans"
import { eraseAttachments, fileRemoval, shelvedRemoval } from "./remove"
import { reserve } from "./reserve"
import { fileRoutes } from "./routes"

export { attach } from "./attach"
export { createFiles, type Files } from "./files"
export { outOfReach } from "./out-of-reach"
export { sentFiles } from "./sent-files"

/** Files that messages carry. */
export function attachments(house: House, files: Files): Feature {
  return {
    name: "attachments",
    calls: {
      "attachment.create": (input, { caller }) => reserve(house, caller, input),
    },
    routes: fileRoutes(house, files),
    alarms: [orphanAlarm(house), leftOverAlarm(house, files.incoming)],
    erases: (db, conversationIds) => eraseAttachments(house, db, conversationIds),
    deliveries: [fileRemoval(files), shelvedRemoval(files)],
    start: files.open,
  }
}
