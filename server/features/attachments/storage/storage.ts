import type { Readable } from "node:stream"

/** Where whole files lie, each under its id. They are written once and never change. */
export interface Storage {
  /** Takes a file over from the disk; resolves once it would survive a power cut. */
  put(id: string, from: string, type: string): Promise<void>
  /** Opens a file; null where there is none. */
  read(id: string): Promise<Readable | null>
  /** Removes a file; harmless where there is none. */
  remove(id: string): Promise<void>
}
