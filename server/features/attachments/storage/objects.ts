import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import type { Bucket } from "./bucket"
import type { Shelf, Storage, Stored } from "./storage"

/**
 * Files in a bucket that several nodes share. The name holds the sum of the bytes: of two nodes that make a file whole with
 * other bytes neither overwrites what the other wrote. What was taken before there was a bucket is read where it lay.
 */
export function createObjects(bucket: Bucket, before: Storage): Storage {
  const key = ({ id, sha256 }: Stored) => `files/${id}/${sha256}`
  return {
    put: async (stored, from, type) => void (await bucket.put(key(stored), from, type)),
    read: async (stored) => (await bucket.read(key(stored))) ?? before.read(stored),
    async remove(stored) {
      await before.remove(stored)
      if (stored.sha256 !== null) await bucket.remove(key(stored))
    },
  }
}

/** S3 cannot append, and its parts have 5 MB at least: what has arrived lies there whole, and the longer takes its place. */
export function createShelf(bucket: Bucket): Shelf {
  const key = (id: string) => `incoming/${id}`
  return {
    size: async (id) => (await bucket.size(key(id))) ?? 0,
    put: async (id, from) => void (await bucket.put(key(id), from, "application/octet-stream")),
    async fetch(id, to) {
      const content = await bucket.read(key(id))
      if (content) await pipeline(content, createWriteStream(to))
    },
    remove: (id) => bucket.remove(key(id)),
  }
}
