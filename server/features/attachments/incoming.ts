import { mkdir, open, readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Readable } from "node:stream"
import { Refusal } from "../../core/refusal"
import type { Shelf } from "./storage/storage"

/** Files that are on their way, each with what has arrived of it: a transfer that was cut goes on from there. */
export type Incoming = ReturnType<typeof createIncoming>

type Transfer = { end(): void; over: Promise<unknown> }

/**
 * `folder` is of this node's disk. Where there is a shelf, whoever goes on at another node goes on from what was left there;
 * without one they begin anew.
 */
export function createIncoming(folder: string, shelf: Shelf | null) {
  const transfers = new Map<string, Transfer>()
  const here = new Set<string>()
  const place = (id: string) => join(folder, id)

  return {
    place,

    /** Learns what a process before this one left on the disk. */
    async open(): Promise<void> {
      for (const id of await readdir(folder).catch(noneWhereThereIsNoFolder)) here.add(id)
    },

    /** What lies here, whether it is on its way or was left. */
    ids: (): ReadonlySet<string> => here,

    /** How much can be gone on from. A shelf that is away has nothing. */
    async received(id: string): Promise<number> {
      const [own, shelved] = await Promise.all([sizeOf(place(id)), shelf?.size(id).catch(() => 0)])
      return Math.max(own, shelved ?? 0)
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
      here.add(id)
      if (shelf && from > 0 && (await sizeOf(place(id))) !== from && (await shelf.size(id)) === from) {
        await shelf.fetch(id, place(id))
      }
      return append(place(id), body, from, size)
    },

    /** Leaves for other nodes what has arrived here. */
    async leave(id: string): Promise<void> {
      if ((await sizeOf(place(id))) > 0) await shelf?.put(id, place(id))
    },

    /** Takes it from this disk. */
    async letGo(id: string): Promise<void> {
      await rm(place(id), { force: true })
      here.delete(id)
    },

    /** Takes what was left for other nodes. */
    clear: async (id: string) => shelf?.remove(id),

    isMoving: (id: string) => transfers.has(id),
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

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  return found?.size ?? 0
}

function noneWhereThereIsNoFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return []
  throw error
}
