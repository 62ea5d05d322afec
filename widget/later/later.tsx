import { createFiles, type FileParts } from "../files/files"
import { Menu } from "./menu"

export type Later = ReturnType<typeof createLater>

/** What comes once one can write without it: files, and what one sets once. */
export function createLater(parts: FileParts) {
  return Object.assign(createFiles(parts), { Menu })
}
