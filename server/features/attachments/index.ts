import { join } from "node:path"
import type { Feature, House } from "../../feature"
import { createIncoming } from "./incoming"
import { leftOverAlarm } from "./left-over"
import { orphanAlarm } from "./orphans"
import { eraseAttachments, fileRemoval, shelvedRemoval } from "./remove"
import { reserve } from "./reserve"
import { fileRoutes } from "./routes"
import { createBucket } from "./storage/bucket"
import { createFolder } from "./storage/folder"
import { createObjects, createShelf } from "./storage/objects"
import { tryBucket } from "./storage/try-bucket"
import type { Files } from "./take-file"

export { attach } from "./attach"

/** Files that messages carry. */
export function attachments(house: House): Feature {
  const folder = join(house.config.DATA_DIR, "files")
  const onDisk = createFolder(folder)
  const bucket = house.config.FILES_S3_URL === undefined ? null : createBucket(house.config, house.clock)
  const files: Files = {
    incoming: createIncoming(join(folder, "incoming"), bucket && createShelf(bucket)),
    storage: bucket ? createObjects(bucket, onDisk) : onDisk,
    isShared: bucket !== null,
  }
  return {
    name: "attachments",
    calls: {
      "attachment.create": (input, { caller }) => reserve(house, caller, input),
    },
    routes: fileRoutes(house, files),
    alarms: [orphanAlarm(house), leftOverAlarm(house, files.incoming)],
    erases: (db, conversationIds) => eraseAttachments(house, db, conversationIds),
    deliveries: [fileRemoval(files), shelvedRemoval(files)],
    async start() {
      await files.incoming.open()
      return bucket ? tryBucket(bucket, house.log) : []
    },
  }
}
