// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { Attachment, CallName } from "../../protocol/types"
import type { Connection } from "../connection"
import { createTray } from "./tray"

/** Lines that were opened for bytes, to answer or to cut by hand. */
const opened: FakeRequest[] = []
class FakeRequest {
  upload = { onprogress: (_: { loaded: number }) => {} }
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  responseText = ""
  headers: Record<string, string> = {}
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send() {
    opened.push(this)
  }
  abort() {
    this.onabort()
  }
  answer(reply: unknown) {
    this.responseText = JSON.stringify(reply)
    this.onload()
  }
}

const atlas: Attachment = { id: "1", name: "atlas.png", type: "image/png", size: 5, width: 2, height: 2 }
const whole = { ok: true, data: { received: 5, attachment: atlas } }
const latest = () => vi.waitUntil(() => opened.at(-1))

describe("files on their way into a message", () => {
  const followed: (readonly Attachment[])[] = []
  let arrived = 0

  const call = async (_name: CallName) => ({ ok: true, data: { attachmentId: "1" } })
  const open = () =>
    createTray({
      connection: { call: call as Connection["call"] },
      door: { address: (id) => `/files/${id}`, headers: () => ({ Authorization: "Bearer vera" }) },
      send: (attachments) => followed.push(attachments),
    })
  const file = () => new File(["words"], "atlas.png")

  beforeEach(() => {
    opened.length = followed.length = arrived = 0
    vi.stubGlobal("XMLHttpRequest", FakeRequest)
    vi.stubGlobal("fetch", async () => new Response(null, { headers: { "Upload-Offset": String(arrived) } }))
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it("are sent as they are chosen, tell how far they came, and go with the next message", async () => {
    const tray = open()
    tray.add([file()])
    const line = await latest()
    line.upload.onprogress({ loaded: 3 })
    expect(tray.carried.value).toMatchObject([{ name: "atlas.png", size: 5, sent: 3 }])
    expect(tray.take()).toEqual([])
    tray.remove(tray.carried.value[0]?.key ?? "")

    const other = open()
    other.add([file()])
    await vi.waitUntil(() => opened.length === 2)
    opened[1]?.answer(whole)
    await vi.waitUntil(() => other.carried.value[0]?.attachment)
    expect([other.take(), other.carried.value]).toEqual([[atlas], []])
  })

  it("follow by themselves where the words went before them (F37)", async () => {
    const tray = open()
    tray.add([file()])
    const line = await latest()
    expect(tray.take()).toEqual([])
    expect(tray.carried.value).toMatchObject([{ follows: true }])
    line.answer(whole)
    await vi.waitUntil(() => followed.length === 1)
    expect([followed, tray.carried.value]).toEqual([[[atlas]], []])
  })

  it("go on after a cut from where the server has them (F37)", async () => {
    const tray = open()
    tray.add([file()])
    const first = await latest()
    expect(first.headers["Upload-Offset"]).toBe("0")
    arrived = 3
    first.onerror()
    await vi.waitUntil(() => opened.length === 2, 3_000)
    expect(opened[1]?.headers).toEqual({ Authorization: "Bearer vera", "Upload-Offset": "3" })
    opened[1]?.answer(whole)
    await vi.waitUntil(() => tray.carried.value[0]?.attachment)
  })

  it("that are taken out again are sent no further, and carry nothing", async () => {
    const tray = open()
    tray.add([file()])
    const line = await latest()
    const cancelled = vi.spyOn(line, "abort")
    tray.remove(tray.carried.value[0]?.key ?? "")
    expect([cancelled.mock.calls.length, tray.carried.value, tray.take()]).toEqual([1, [], []])
  })

  it("that are not taken say why, and only what may heal is tried again", async () => {
    const tray = open()
    tray.add([file()])
    const line = await latest()
    line.answer({ ok: false, error: { code: "invalid_input", message: "" } })
    await vi.waitUntil(() => tray.carried.value[0]?.failed)
    expect([tray.carried.value[0]?.failed, tray.take(), opened.length]).toEqual(["invalid_input", [], 1])
  })

  it("are ten at most", () => {
    const tray = open()
    tray.add(Array.from({ length: 12 }, file))
    expect(tray.carried.value).toHaveLength(10)
  })
})
