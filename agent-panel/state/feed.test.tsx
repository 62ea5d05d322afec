// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import { conversation, opened, said, start, waitingFor } from "../testing/cast"
import { server } from "../testing/fake-server"
import { openPanel } from "../testing/open-panel"
import { navigate } from "./route"

vi.mock("./client", async () => ({ connection: (await import("../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => {
  vi.useRealTimers()
  panel.close()
})

const vera = conversation("vera", { name: "Vera", timers: [waitingFor(90)] })
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Reply to/ })

async function openVera(logs?: Parameters<typeof openPanel>[1]) {
  panel = await openPanel([vera, conversation("viktor", { name: "Viktor", timers: [waitingFor(50)] })], logs)
  navigate({ screen: "conversation", id: "vera", pane: "conversation" })
  await screen.findByRole("region", { name: "Conversation" })
}

describe("a line that breaks", () => {
  test("what is being written stays, what was sent goes out when the line is back", async () => {
    await openVera()
    server.dropLine()
    await panel.user.type(field(), "Written in a lift{Enter}")
    await panel.user.type(field(), "half a thought")
    expect(server.madeOf("message.send")).toEqual([])
    await screen.findByText("Written in a lift")
    server.comeOnline()
    await waitFor(() => expect(server.madeOf("message.send").map(({ body }) => body)).toEqual(["Written in a lift"]))
    await screen.findByText("Sent")
    expect(field().value).toBe("half a thought")
  })

  test("a draft is there again after another conversation was open", async () => {
    await openVera()
    await panel.user.type(field(), "half a thought")
    navigate({ screen: "conversation", id: "viktor", pane: "conversation" })
    await screen.findByRole("heading", { name: "Viktor" })
    expect(field().value).toBe("")
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    await waitFor(() => expect(field().value).toBe("half a thought"))
  })

  test("what was said meanwhile is caught up, and what was resolved meanwhile is gone", async () => {
    const log = [opened("vera"), said("vera", 2, "Do you ship?")]
    await openVera({ vera: log })
    server.dropLine()
    log.push(said("vera", 3, "Are you there?"))
    server.answers["agent.start"] = () => ({ ok: true, data: start([{ ...vera, seq: 3 }]) })
    server.comeOnline()
    await within(screen.getByRole("region", { name: "Conversation" })).findByText("Are you there?")
    await waitFor(() => expect(screen.queryByText("Viktor")).toBeNull())
  })

  test("what a restored server does not know any more is let go, and what is said since is shown (F52)", async () => {
    const log = [
      opened("vera"),
      said("vera", 2, "Do you ship?"),
      said("vera", 3, "To Lviv?"),
      said("vera", 4, "Hello?"),
    ]
    await openVera({ vera: log })
    await screen.findByText("Hello?")
    server.dropLine()
    log.splice(2)
    log.push(said("vera", 3, "And to Odesa?"))
    server.answers["agent.start"] = () => ({ ok: true, data: { ...start([{ ...vera, seq: 3 }]), epoch: "second" } })
    server.comeOnline()
    await screen.findByText("And to Odesa?")
    expect(screen.queryByText("Hello?")).toBeNull()
    expect(screen.queryByText("To Lviv?")).toBeNull()
  })

  test("what is told while the list is on its way is not forgotten by it", async () => {
    await openVera()
    server.dropLine()
    server.answers["agent.start"] = () => {
      server.push("conversation", conversation("new", { name: "Greta", timers: [waitingFor(5)] }))
      return { ok: true, data: start([vera]) }
    }
    server.comeOnline()
    await screen.findByText("Greta")
    await waitFor(() => expect(screen.queryByText("Viktor")).toBeNull())
    expect(screen.getByText("Greta")).toBeTruthy()
  })

  test("a short gap is not worth a word, a longer one is", async () => {
    await openVera()
    vi.useFakeTimers()
    server.dropLine()
    await vi.advanceTimersByTimeAsync(1_900)
    expect(screen.queryByText(/Reconnecting/)).toBeNull()
    await vi.advanceTimersByTimeAsync(200)
    expect(screen.getByText(/Reconnecting/)).toBeTruthy()
    server.comeOnline()
    await vi.advanceTimersByTimeAsync(20)
    expect(screen.queryByText(/Reconnecting/)).toBeNull()
  })

  test("an event beyond the next is asked for, and each is shown once", async () => {
    const log = [opened("vera"), said("vera", 2, "Do you ship?")]
    await openVera({ vera: log })
    log.push(said("vera", 3, "To Norway"), said("vera", 4, "By Friday"))
    server.push("event", said("vera", 4, "By Friday"))
    const lines = within(screen.getByRole("region", { name: "Conversation" }))
    await lines.findByText("By Friday")
    server.push("event", said("vera", 3, "To Norway"))
    expect(lines.getAllByText("To Norway")).toHaveLength(1)
  })
})
