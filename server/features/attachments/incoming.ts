import { mkdir, open, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Readable } from "node:stream"
import { Refusal } from "../../core/refusal"

/** Files that are on their way, each with what has arrived of it: a transfer that was cut goes on from there. */
export type Incoming = ReturnType<typeof createIncoming>

type Transfer = { end(): void; over: Promise<unknown> }

/** `folder` is of this node's disk: whoever goes on at another node begins there anew. */
export function createIncoming(folder: string) {
  const transfers = new Map<string, Transfer>()
  const place = (id: string) => join(folder, id)

  return {
    place,

    async received(id: string): Promise<number> {
      const found = await stat(place(id)).catch(() => null)
      return found?.size ?? 0
    },

    /** One transfer of a file at a time. The later goes on: the other's line is dead, though nobody was told. */
    async inTurn<T>(id: string, body: Readable, work: () => Promise<T>): Promise<T> {
      for (let before = transfers.get(id); before; before = transfers.get(id)) {
        before.end()
        await before.over
      }
      const done = work()
      transfers.set(id, { end: () => void body.destroy(), over: done.catch(() => {}) })
      try {
        return await done
      } finally {
        transfers.delete(id)
      }
    },

    /** Adds a body to what is there, up to `size` bytes in all, and gives how many are there then. */
    async take(id: string, body: Readable, from: number, size: number): Promise<number> {
      await mkdir(folder, { recursive: true })
      return append(place(id), body, from, size)
    },

    remove: (id: string) => rm(place(id), { force: true }),
  }
}

async function append(path: string, body: Readable, from: number, size: number): Promise<number> {
  const file = await open(path, "a")
  try {
    let length = (await file.stat()).size
    if (length !== from) throw new Refusal("conflict", `${length} bytes have arrived: go on from there.`)
    for await (const piece of body) {
      length += piece.length
      if (length > size) throw new Refusal("too_large", "There are more bytes than were reserved.")
      await file.appendFile(piece)
    }
    return length
  } finally {
    await file.close()
  }
}
