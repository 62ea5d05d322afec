// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import { conversation, waitingFor } from "../testing/cast"
import { server } from "../testing/fake-server"
import { openPanel } from "../testing/open-panel"
import { navigate } from "./route"

vi.mock("./client", async () => ({ connection: (await import("../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

const three = () => [
  conversation("first", { name: "Vera", timers: [waitingFor(10)] }),
  conversation("second", { name: "Viktor", timers: [waitingFor(20)] }),
  conversation("third", { name: "Greta", timers: [waitingFor(30)] }),
]
const focused = () => document.activeElement?.querySelector(".row-name bdi")?.textContent

describe("the keyboard", () => {
  test("j and k move through the queue with the focus, Enter opens", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("jj")
    expect(focused()).toBe("Viktor")
    await panel.user.keyboard("k")
    expect(focused()).toBe("Vera")
    await panel.user.keyboard("j{Enter}")
    await screen.findByRole("heading", { name: "Viktor" })
    expect(location.pathname).toBe("/panel/conversations/second")
  })

  test("the cursor stays on its conversation while others come in above", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("jj")
    server.push("conversation", conversation("urgent", { name: "Noor", timers: [waitingFor(1)] }))
    await screen.findByText("Noor")
    expect(focused()).toBe("Viktor")
  })

  test("the letters after n are the note, not shortcuts", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("j{Enter}")
    await screen.findByRole("heading", { name: "Vera" })
    await panel.user.keyboard("n")
    await waitFor(() => expect(document.activeElement?.tagName).toBe("TEXTAREA"))
    await panel.user.keyboard("please ask again")
    expect((document.activeElement as HTMLTextAreaElement).value).toBe("please ask again")
    expect(server.madeOf("conversation.resolve")).toEqual([])
    expect(server.madeOf("conversation.accept")).toEqual([])
  })

  test("r writes to whom the cursor is on, and the lines that come after leave the focus in the field", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("jr")
    await panel.user.keyboard("hello")
    await screen.findByText("Opened")
    expect(document.activeElement?.tagName).toBe("TEXTAREA")
    expect((document.activeElement as HTMLTextAreaElement).value).toBe("hello")
  })

  test("a takes and e resolves what is under the cursor", async () => {
    panel = await openPanel(three())
    server.answers["conversation.accept"] = () => ({
      ok: true,
      data: { conversation: conversation("first", { seq: 3 }) },
    })
    server.answers["conversation.resolve"] = () => ({
      ok: true,
      data: { conversation: conversation("first", { seq: 4 }) },
    })
    await panel.user.keyboard("jae")
    await waitFor(() => expect(server.madeOf("conversation.resolve")).toEqual([{ conversationId: "first" }]))
    expect(server.madeOf("conversation.accept")).toEqual([{ conversationId: "first" }])
  })

  test("where the queue is not on the screen, keys do nothing to what was under the cursor", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("j")
    navigate({ screen: "settings", section: "" })
    await panel.user.keyboard("aej{Enter}")
    expect(location.pathname).toBe("/panel/settings")
    expect(server.madeOf("conversation.resolve")).toEqual([])
    expect(server.madeOf("conversation.accept")).toEqual([])
  })

  test("on a Cyrillic keyboard the same places do the same", async () => {
    panel = await openPanel(three())
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "о", code: "KeyJ" }))
    await waitFor(() => expect(focused()).toBe("Vera"))
  })

  test("/ goes to the search, which asks once the words have settled, and Esc leaves it", async () => {
    panel = await openPanel(three())
    server.answers["conversation.list"] = () => ({
      ok: true,
      data: { conversations: [conversation("old", { name: "Oliver", status: "resolved" })], next: null },
    })
    await panel.user.keyboard("/")
    await waitFor(() => expect(document.activeElement?.getAttribute("type")).toBe("search"))
    await panel.user.keyboard("oliv")
    await waitFor(() => expect(document.querySelector("mark")?.textContent).toBe("Oliv"))
    expect(server.madeOf("conversation.list").filter(({ text }) => text !== undefined)).toHaveLength(1)
    await panel.user.keyboard("{Escape}")
    await screen.findByText("Greta")
  })

  test("page: searches the addresses of pages", async () => {
    panel = await openPanel(three())
    await panel.user.type(screen.getByRole("searchbox"), "page:pricing")
    await waitFor(() => expect(server.madeOf("conversation.list")[0]).toMatchObject({ page: "pricing" }))
  })

  test("? shows all keys", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("?")
    await screen.findByRole("dialog", { name: "Keyboard" })
  })

  test("Esc goes from the conversation back to the list", async () => {
    panel = await openPanel(three())
    await panel.user.keyboard("j{Enter}")
    await screen.findByRole("heading", { name: "Vera" })
    await panel.user.keyboard("{Escape}")
    expect(location.pathname).toBe("/panel/")
  })
})
