import { copyFile, link, mkdir, readdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { toDisk } from "./back-up"

/** The folder of what messages carry, in DATA_DIR and in a backup alike. */
const FILES = "files"

/** Gives every whole file of a folder a place in another one too, and how many there are. */
export async function takeFiles(from: string, to: string): Promise<number> {
  const found = await readdir(join(from, FILES), { withFileTypes: true }).catch(noneWhereThereIsNoFolder)
  const names = found.filter((entry) => entry.isFile()).map(({ name }) => name)
  if (names.length === 0) return 0
  await mkdir(join(to, FILES), { recursive: true })
  for (const name of names) await place(join(from, FILES, name), join(to, FILES, name))
  await toDisk(join(to, FILES))
  return names.length
}

/** Files never change, so that on one disk a second name is a second copy; on another disk their bytes are copied. */
async function place(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // One that was given up while the others were copied belongs to no message.
    if (code === "ENOENT") return
    await copyFile(from, to)
    await toDisk(to)
  }
}

/** Puts the files of a backup in the place of those that are there, which are kept under a name of `before`. */
export async function putFilesBack(backup: string, dataDir: string, before: string): Promise<number> {
  const incoming = join(dataDir, "restoring")
  await rm(incoming, { recursive: true, force: true })
  const count = await takeFiles(backup, incoming)
  if (count === 0) return 0
  await rename(join(dataDir, FILES), join(dataDir, `${FILES}.${before}`)).catch(noneWhereThereIsNoFolder)
  await rename(join(incoming, FILES), join(dataDir, FILES))
  await rm(incoming, { recursive: true, force: true })
  return count
}

function noneWhereThereIsNoFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return []
  throw error
}
