import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { ErrorCode, Event, Reply } from "../protocol/types"
import { createOutgoing, type Keep, type Pending } from "./outgoing"

const one: Pending = { id: "1", kind: "message", body: "One", writtenAt: 1 }
const two: Pending = { id: "2", kind: "message", body: "Two", writtenAt: 2 }

const posted = ({ id, body }: Pending): Event => ({
  ...{ type: "message.posted", conversationId: "c", seq: 1, at: 1, by: { kind: "visitor" } },
  message: { id, body, attachments: [] },
})

function memory(): Keep {
  let kept: readonly Pending[] = []
  return {
    load: () => kept,
    save: (pending) => {
      kept = pending
    },
  }
}

/** A server that refuses with the codes given, in turn, and then takes everything. */
function post(...codes: ErrorCode[]) {
  const tried: string[] = []
  return {
    tried,
    async send(pending: Pending): Promise<Reply<{ event: Event }>> {
      tried.push(pending.id)
      const code = codes.shift()
      return code ? { ok: false, error: { code, message: "" } } : { ok: true, data: { event: posted(pending) } }
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("what is on its way", () => {
  it("goes out one by one, in order (W7)", async () => {
    const server = post()
    const outgoing = createOutgoing(server.send, memory())
    outgoing.send(one)
    outgoing.send(two)
    await outgoing.flush()
    expect([server.tried, outgoing.pending.value]).toEqual([["1", "2"], []])
  })

  it("is tried again by itself with the same id where time heals (W2)", async () => {
    const server = post("unavailable", "rate_limited")
    const outgoing = createOutgoing(server.send, memory())
    outgoing.send(one)
    await vi.advanceTimersByTimeAsync(10_000)
    expect([server.tried, outgoing.pending.value]).toEqual([["1", "1", "1"], []])
  })

  it("is tried again as its owner wants, such as by one tab of several", async () => {
    const server = post("unavailable")
    const again = vi.fn()
    createOutgoing(server.send, memory(), again).send(one)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(again).toHaveBeenCalledOnce()
    expect(server.tried).toEqual(["1"])
  })

  it("waits as long as the server says where there was too much (V68)", async () => {
    let tried = 0
    const tooMuch = { code: "rate_limited", message: "", retryAfterMs: 7_000 } as const
    const outgoing = createOutgoing(async () => {
      tried++
      return { ok: false, error: tooMuch }
    }, memory())
    outgoing.send(one)
    await vi.advanceTimersByTimeAsync(6_999)
    const before = tried
    await vi.advanceTimersByTimeAsync(1)
    expect([before, tried, outgoing.pending.value]).toEqual([1, 2, [one]])
  })

  it("waits for a person where it was refused, and lets the next one pass", async () => {
    const server = post("invalid_input")
    const outgoing = createOutgoing(server.send, memory())
    outgoing.send(one)
    outgoing.send(two)
    await outgoing.flush()
    expect(outgoing.pending.value).toMatchObject([{ id: "1", refused: { code: "invalid_input" } }])
    outgoing.retry("1")
    await outgoing.flush()
    expect([server.tried, outgoing.pending.value]).toEqual([["1", "2", "1"], []])
  })

  it("is let go when its event arrives by another way", () => {
    const outgoing = createOutgoing(() => new Promise(() => {}), memory())
    outgoing.send(one)
    outgoing.confirm(posted(one))
    expect(outgoing.pending.value).toEqual([])
  })

  it("is taken over from a tab that is gone, and let go where that tab had sent it", () => {
    const keep = memory()
    const outgoing = createOutgoing(() => new Promise(() => {}), keep)
    outgoing.send(one)
    keep.save([two])
    outgoing.reload()
    expect(outgoing.pending.value).toEqual([two])
  })
})
