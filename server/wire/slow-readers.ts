import type { Log } from "../core/log"
import { type EngineSocket, hangUp } from "./hang-up"

/** What may wait for one reader. Whoever takes a reply of any length is no slower for it: the longest does not count. */
export const UNREAD_MOST_BYTES = 1_048_576

export type SlowReaders = {
  watch(line: EngineSocket): void
  /** Whether this line was ended because its reader took too little. */
  ended(line: EngineSocket): boolean
}

/**
 * Ends the line of whoever takes less than they are told (F25): what waits for them would fill the memory of all. They come
 * back and ask for what they missed, as after any cut.
 */
export function createSlowReaders(log: Log): SlowReaders {
  const slow = new WeakSet<EngineSocket>()

  function watch(line: EngineSocket): void {
    let waitingBytes = 0
    let longestBytes = 0
    // What the network does not take waits in the library, not in `ws`, which is given more only once all it had is written.
    line.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
      if (line.transport.writable) return
      const bytes = Buffer.byteLength(data ?? "")
      waitingBytes += bytes
      longestBytes = Math.max(longestBytes, bytes)
      if (waitingBytes - longestBytes > UNREAD_MOST_BYTES) end(line, waitingBytes)
    })
    line.on("flush", () => {
      waitingBytes = 0
      longestBytes = 0
    })
  }

  function end(line: EngineSocket, waitingBytes: number): void {
    if (slow.has(line)) return
    slow.add(line)
    log.warn({ waitingBytes }, "a line was ended: its reader takes less than it is told")
    hangUp(line)
  }

  return { watch, ended: (line) => slow.has(line) }
}
