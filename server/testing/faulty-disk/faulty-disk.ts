import { execFile } from "node:child_process"
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs"
import { mkdir, mkdtemp, readdir, realpath, rm } from "node:fs/promises"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import type { Chance } from "../../../shared/chance"

/** What the disk under one folder does, for a process that was started with `environment`. Linux only, without root. */
export type FaultyDisk = {
  /** The folder whose files lie on it. */
  folder: string
  /** What the process needs in its environment. */
  environment: Record<string, string>
  /** Every write fails as on a full disk, or on a broken one. */
  refuseWrites(why: "ENOSPC" | "EIO" | "EROFS"): void
  refuseSyncs(): void
  /** Every sync takes so long. */
  slow(syncMs: number): void
  /** The process is killed before the operation of this number, counted from now. */
  dieAt(operation: number): void
  /** How many operations there were since `dieAt` or `mend`. */
  operations(): number
  mend(): void
  /** Takes everything off it. */
  empty(): Promise<void>
  /**
   * What the power being cut leaves, once the process is dead: `synced`, only what was synced; `torn`, of the rest some blocks
   * and not others.
   */
  cutPower(what: "synced" | "torn", chance: Chance): Promise<void>
  remove(): Promise<void>
}

/** Where the words of `struct control` lie (faulty-disk.c), in bytes. */
const WORDS = { writeErrno: 0, syncErrno: 4, syncDelayMs: 8, diesAt: 12, operations: 16 }
const CONTROL_BYTES = 4_096
/** A disk writes whole ones of these. */
const BLOCK_BYTES = 4_096

export async function createFaultyDisk(): Promise<FaultyDisk> {
  const home = await realpath(await mkdtemp(join(tmpdir(), "first-touch-disk-")))
  const [folder, synced, page, library] = ["data", "synced", "control", "faulty-disk.so"].map((name) =>
    join(home, name),
  )
  if (!folder || !synced || !page || !library) throw new Error("a disk has four parts")
  await mkdir(folder)
  await mkdir(synced)
  writeFileSync(page, Buffer.alloc(CONTROL_BYTES))
  await promisify(execFile)("cc", ["-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl", "-lpthread"])

  return {
    folder,
    environment: {
      DATA_DIR: folder,
      LD_PRELOAD: library,
      FAULTY_DISK_FOLDER: folder,
      FAULTY_DISK_SYNCED: synced,
      FAULTY_DISK_CONTROL: page,
    },
    refuseWrites: (why) => say({ writeErrno: constants.errno[why] ?? constants.errno.EIO }),
    refuseSyncs: () => say({ syncErrno: constants.errno.EIO }),
    slow: (syncDelayMs) => say({ syncDelayMs }),
    dieAt: (diesAt) => say({ operations: 0, diesAt }),
    operations: () => hear("operations"),
    mend: () => say({ writeErrno: 0, syncErrno: 0, syncDelayMs: 0, diesAt: 0, operations: 0 }),
    async empty() {
      for (const lying of [folder, synced]) {
        await rm(lying, { recursive: true })
        await mkdir(lying)
      }
    },
    cutPower: (what, chance) => cutPower(folder, synced, what === "torn" ? chance : null),
    remove: () => rm(home, { recursive: true, force: true }),
  }

  function say(words: Partial<Record<keyof typeof WORDS, number>>): void {
    const file = openSync(page ?? "", "r+")
    for (const [word, at] of Object.entries(WORDS)) {
      const value = words[word as keyof typeof WORDS]
      if (value !== undefined) writeSync(file, new Uint32Array([value]), 0, 4, at)
    }
    closeSync(file)
  }

  function hear(word: keyof typeof WORDS): number {
    const file = openSync(page ?? "", "r")
    const heard = new Uint32Array(1)
    readSync(file, heard, 0, 4, WORDS[word])
    closeSync(file)
    return heard[0] ?? 0
  }
}

const SOURCE = join(import.meta.dirname, "faulty-disk.c")

async function cutPower(folder: string, synced: string, chance: Chance | null): Promise<void> {
  const kept = await readdir(synced)
  for (const name of await readdir(folder)) if (!kept.includes(name)) await rm(join(folder, name))
  for (const name of kept) {
    const safe = readFileSync(join(synced, name))
    const left = chance ? torn(safe, readFileSync(join(folder, name)), chance) : safe
    writeFileSync(join(folder, name), left)
    writeFileSync(join(synced, name), left)
  }
}

/** Each block is as it was synced, or as it was written later. */
function torn(safe: Buffer, live: Buffer, chance: Chance): Buffer {
  const left = Buffer.from(chance.happens(0.5) ? resized(safe, live.length) : safe)
  for (let at = 0; at < left.length; at += BLOCK_BYTES) {
    if (chance.happens(0.5)) live.copy(left, at, at, Math.min(at + BLOCK_BYTES, left.length))
  }
  return left
}

function resized(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length))], length)
}
