import { join } from "node:path"
import type { House } from "../../feature"
import { createIncoming, type Incoming } from "./incoming"
import { createBucket } from "./storage/bucket"
import { createFolder } from "./storage/folder"
import { createObjects, createShelf } from "./storage/objects"
import type { Storage } from "./storage/storage"
import { tryBucket } from "./storage/try-bucket"

export type Files = {
  /** Those on their way. */
  incoming: Incoming
  /** Those that are whole. */
  storage: Storage
  /** Whether several nodes have them in common. */
  isShared: boolean
  /** Looks what there is before the doors open; resolves with lines for the person who starts the server. */
  open(): Promise<string[]>
}

/** Where files lie: in a bucket where the settings name one, in DATA_DIR otherwise. */
export function createFiles({ config, clock, log }: House): Files {
  const folder = join(config.DATA_DIR, "files")
  const onDisk = createFolder(folder)
  const bucket = config.FILES_S3_URL === undefined ? null : createBucket(config, clock)
  const incoming = createIncoming(join(folder, "incoming"), bucket && createShelf(bucket))
  return {
    incoming,
    storage: bucket ? createObjects(bucket, onDisk) : onDisk,
    isShared: bucket !== null,
    async open() {
      await incoming.open()
      return bucket ? tryBucket(bucket, log) : []
    },
  }
}
