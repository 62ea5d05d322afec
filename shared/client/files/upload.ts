import type { Attachment, CallError, Reply } from "../../protocol/types"

/** Where files are sent, and what is shown there with every request. */
export type FileDoor = { address(id: string): string; headers(): Record<string, string> }

type Sent = Reply<{ received: number; attachment: Attachment | null }>
export type Upload = { done: Promise<Reply<Attachment>>; cancel(): void }

/** Errors that another try may mend; the bytes that have arrived are kept for it. */
const HEALS_BY_ITSELF: readonly CallError["code"][] = ["unavailable", "conflict", "internal", "rate_limited"]
const FIRST_RETRY_MS = 500
const SLOWEST_RETRY_MS = 15_000
/** Tries that brought no byte further. */
const MOST_VAIN_TRIES = 8

const cut: { ok: false; error: CallError } = { ok: false, error: { code: "unavailable", message: "The line was cut." } }

/** Sends a file that was reserved. A cut is not the end: it asks how far it came, and goes on from there. */
export function upload(door: FileDoor, id: string, file: Blob, told: (sent: number) => void): Upload {
  let current: XMLHttpRequest | null = null
  let isCancelled = false

  /** `fetch` cannot tell how far it has come. */
  function put(from: number): Promise<Sent> {
    return new Promise((answered) => {
      const request = new XMLHttpRequest()
      current = request
      request.open("PUT", door.address(id))
      for (const [name, value] of Object.entries({ ...door.headers(), "Upload-Offset": String(from) })) {
        request.setRequestHeader(name, value)
      }
      request.upload.onprogress = ({ loaded }) => told(from + loaded)
      request.onload = () => answered(parsed(request.responseText))
      request.onerror = request.onabort = () => answered(cut)
      request.send(file.slice(from))
    })
  }

  async function offset(): Promise<number> {
    try {
      const response = await fetch(door.address(id), { method: "HEAD", headers: door.headers() })
      return Number(response.headers.get("Upload-Offset") ?? 0)
    } catch {
      // Nobody answers: the next try asks again.
      return 0
    }
  }

  async function send(): Promise<Reply<Attachment>> {
    let furthest = 0
    for (let vain = 0; ; vain++) {
      const from = vain === 0 && furthest === 0 ? 0 : await offset()
      if (from > furthest) vain = 0
      furthest = Math.max(furthest, from)
      const reply = await put(from)
      if (reply.ok && reply.data.attachment) return { ok: true, data: reply.data.attachment }
      const error = reply.ok ? cut.error : reply.error
      if (isCancelled || vain >= MOST_VAIN_TRIES || !HEALS_BY_ITSELF.includes(error.code)) return { ok: false, error }
      await pause(Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** vain))
    }
  }

  return {
    done: send(),
    cancel() {
      isCancelled = true
      current?.abort()
    },
  }
}

function parsed(text: string): Sent {
  try {
    return JSON.parse(text)
  } catch {
    // Something between us and the server that does not speak JSON.
    return cut
  }
}

/** A browser that has a network again need not wait for the next try. */
function pause(ms: number): Promise<void> {
  return new Promise((over) => {
    const goOn = () => {
      clearTimeout(timer)
      removeEventListener("online", goOn)
      over()
    }
    const timer = setTimeout(goOn, ms)
    addEventListener("online", goOn)
  })
}
