import { type ReadonlySignal, signal } from "@preact/signals"
import { FILES_IN_MESSAGE_MAX } from "../../attachment-limits"
import type { Attachment, ErrorCode } from "../../protocol/types"
import type { Connection } from "../connection"
import { type FileDoor, type Upload, upload } from "./upload"

/** A file that somebody chose and that is not in a message yet. */
export type Carried = {
  readonly key: string
  readonly name: string
  readonly size: number
  /** What it is drawn from until the server has it. */
  readonly file: Blob
  /** Bytes that are there. */
  readonly sent: number
  /** What the server has. */
  readonly attachment?: Attachment
  readonly failed?: ErrorCode
  /** It was to go before it was there: it follows by itself. */
  readonly follows?: boolean
}

export type Tray = {
  readonly carried: ReadonlySignal<readonly Carried[]>
  add(files: Iterable<File>): void
  /** Takes a file out again, however far it came. */
  remove(key: string): void
  retry(key: string): void
  /** Gives what is there to the message that is sent now; what is still on its way follows by itself. */
  take(): Attachment[]
}

/** Whether another try may succeed: the file itself will not change. */
export const mayHeal = (failed: ErrorCode) => failed !== "too_large" && failed !== "invalid_input"

type Parts = {
  connection: Pick<Connection, "call">
  door: FileDoor
  /** Sends what follows by itself. */
  send(attachments: readonly Attachment[]): void
}

/** Files on their way into a message. They are sent as they are chosen, while one goes on writing. */
export function createTray({ connection, door, send }: Parts): Tray {
  const carried = signal<readonly Carried[]>([])
  let count = 0
  const uploads = new Map<string, Upload>()
  const find = (key: string) => carried.value.find((each) => each.key === key)

  function change(key: string, to: Partial<Carried>): void {
    carried.value = carried.value.map((each) => (each.key === key ? { ...each, ...to } : each))
  }

  function remove(key: string): void {
    uploads.get(key)?.cancel()
    uploads.delete(key)
    carried.value = carried.value.filter((each) => each.key !== key)
  }

  async function begin({ key, name, size, file }: Carried): Promise<void> {
    const reserved = await connection.call("attachment.create", { name, size })
    if (!reserved.ok) return change(key, { failed: reserved.error.code })
    if (!find(key)) return
    const going = upload(door, reserved.data.attachmentId, file, (sent) => change(key, { sent }))
    uploads.set(key, going)
    const reply = await going.done
    const now = find(key)
    if (!now) return
    if (!reply.ok) return change(key, { failed: reply.error.code })
    if (!now.follows) return change(key, { attachment: reply.data, sent: size })
    remove(key)
    send([reply.data])
  }

  return {
    carried,
    remove,
    add(files) {
      const room = FILES_IN_MESSAGE_MAX - carried.value.length
      const added = [...files]
        .slice(0, room)
        .map((file) => ({ key: `${++count}`, name: file.name, size: file.size, file, sent: 0 }))
      carried.value = [...carried.value, ...added]
      for (const each of added) void begin(each)
    },
    retry(key) {
      const again = find(key)
      if (!again) return
      const { failed: _, ...fresh } = { ...again, sent: 0 }
      carried.value = carried.value.map((each) => (each.key === key ? fresh : each))
      void begin(fresh)
    },
    take() {
      const ready = carried.value.flatMap(({ attachment }) => attachment ?? [])
      carried.value = carried.value.filter(({ attachment }) => !attachment).map((each) => ({ ...each, follows: true }))
      return ready
    },
  }
}
