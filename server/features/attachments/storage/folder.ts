import { mkdir, open, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Storage } from "./storage"

/** Files on the server's own disk, each under its id. One node has one transfer of a file at a time. */
export function createFolder(folder: string): Storage {
  const place = (id: string) => join(folder, id)
  return {
    async put({ id }, from) {
      await mkdir(folder, { recursive: true })
      await toDisk(from)
      await rename(from, place(id))
      await toDisk(folder)
    },
    async read({ id }) {
      try {
        return (await open(place(id))).createReadStream()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null
        throw error
      }
    },
    remove: ({ id }) => rm(place(id), { force: true }),
  }
}

/** Waits until a file, or the names in a folder, would survive a power cut. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
