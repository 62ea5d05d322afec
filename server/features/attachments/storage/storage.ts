import type { Readable } from "node:stream"

/** Which bytes are meant: those of a file, and of several that were sent as it the ones with this sum (SHA-256, hexadecimal). */
export type Stored = { id: string; sha256: string | null }

/** Where whole files lie. They are written once and never change. */
export interface Storage {
  /** Takes a file from the disk; resolves once it would survive a power cut. */
  put(stored: Stored, from: string, type: string): Promise<void>
  /** Opens a file; null where there is none. */
  read(stored: Stored): Promise<Readable | null>
  /** Removes a file; harmless where there is none. */
  remove(stored: Stored): Promise<void>
}

/** Where nodes leave for one another what has arrived of a file that was cut. */
export type Shelf = {
  /** How much lies there, in bytes. */
  size(id: string): Promise<number>
  put(id: string, from: string): Promise<void>
  /** Writes what lies there to the disk. */
  fetch(id: string, to: string): Promise<void>
  remove(id: string): Promise<void>
}

/** The storage does not do what it is asked: it is away, or does not want to. `status` is null where nobody answered. */
export class StorageFailure extends Error {
  constructor(
    readonly status: number | null,
    /** S3's word for it, such as NoSuchBucket, or the network's. */
    readonly word: string,
    options?: ErrorOptions,
  ) {
    super(`the storage of files answered ${status ?? "nothing"}: ${word}`, options)
  }

  /** Whether it may be well again by itself. */
  get passes(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429
  }
}
