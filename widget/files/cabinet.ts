import { signal } from "@preact/signals"
import type { FileDoor } from "../../shared/client/files/upload"
import type { Attachment } from "../../shared/protocol/types"

export type Cabinet = ReturnType<typeof createCabinet>

/** Files of messages, fetched once each with what shows that one may see them. */
export function createCabinet(door: FileDoor) {
  const fetched = new Map<string, Promise<Blob>>()
  /** The ids of those that could not be shown, or saved. */
  const failed = signal<readonly string[]>([])

  function get({ id }: Attachment): Promise<Blob> {
    const content = fetched.get(id) ?? load(id)
    fetched.set(id, content)
    content.catch(() => fetched.delete(id))
    return content
  }

  async function load(id: string): Promise<Blob> {
    const response = await fetch(door.address(id), { headers: door.headers() })
    if (!response.ok) throw new Error(`${response.status}`)
    return response.blob()
  }

  async function noting({ id }: Attachment, work: Promise<void>): Promise<void> {
    const others = failed.value.filter((each) => each !== id)
    failed.value = await work.then(
      () => others,
      () => [...others, id],
    )
  }

  /** Hands a file to the browser to be saved. */
  async function handOver(attachment: Attachment): Promise<void> {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(await get(attachment))
    link.download = attachment.name
    link.click()
    URL.revokeObjectURL(link.href)
  }

  async function paint(attachment: Attachment, canvas: HTMLCanvasElement): Promise<void> {
    const picture = await createImageBitmap(await get(attachment))
    canvas.width *= devicePixelRatio
    canvas.height *= devicePixelRatio
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
  }

  return {
    failed,
    save: (attachment: Attachment) => noting(attachment, handOver(attachment)),
    draw: (attachment: Attachment, canvas: HTMLCanvasElement) => noting(attachment, paint(attachment, canvas)),
  }
}
