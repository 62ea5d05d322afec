// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/preact"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { playTone } from "./state/tone"
import { AT, createFakeServer, TWO_MINUTES_MS } from "./testing/fake-server"
import { openChat } from "./testing/open-chat"

vi.mock("./state/tone", () => ({ playTone: vi.fn() }))

const HOUR_MS = 3_600_000

const bubbles = () => [...document.querySelectorAll(".bubble")].map((bubble) => bubble.textContent)
const header = () => document.querySelector(".head")?.textContent ?? ""

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

describe("before the first message", () => {
  it("the window stands with greeting and focused field before the server has said anything", () => {
    const { field } = openChat({ online: false })
    expect(screen.getByText("Hello. What would you like to know?")).toBeTruthy()
    expect(document.activeElement).toBe(field())
  })

  it("the promise tells within which time a person answers", async () => {
    openChat()
    expect(await screen.findByText("A person answers within 2 minutes")).toBeTruthy()
  })

  it.each([
    [{ targetMs: TWO_MINUTES_MS, open: true, paceMs: 2 * TWO_MINUTES_MS }, "A person usually answers within 4 minutes"],
    [{ targetMs: null, open: true }, "A person will answer you here"],
    [{ targetMs: TWO_MINUTES_MS, open: false }, /^We are closed now\. Write, and a person answers/],
    [
      { targetMs: TWO_MINUTES_MS, open: false, nextOpenAt: AT + 24 * HOUR_MS },
      /^We are closed until .* tomorrow\. Write, and a person answers/,
    ],
  ])("what is told is true: %j", async (promise, told) => {
    const server = createFakeServer()
    server.promises(promise)
    const { field } = openChat({ server })
    expect(await screen.findByText(told)).toBeTruthy()
    expect(field()).toHaveProperty("disabled", false)
  })

  it("what was told a while ago is asked again when the window is opened", async () => {
    const { server, chat } = openChat()
    await screen.findByText("A person answers within 2 minutes")
    chat.close()
    chat.open()
    expect(server.inputsOf("visitor.start")).toHaveLength(1)
    chat.close()
    server.promises({ targetMs: TWO_MINUTES_MS, open: false })
    chat.clock.correct(AT + HOUR_MS)
    chat.open()
    expect(await screen.findByText(/^We are closed now/)).toBeTruthy()
  })

  it("nothing is kept in the browser for somebody who has not written", async () => {
    openChat()
    await screen.findByText("A person answers within 2 minutes")
    expect(localStorage.length).toBe(0)
  })

  it("a page that is not allowed is told so, and the field is closed", async () => {
    const server = createFakeServer()
    server.refuse("visitor.start", "forbidden")
    const { field } = openChat({ server })
    await screen.findByText("The chat is not available on this page")
    expect(field()).toHaveProperty("disabled", true)
  })
})

describe("writing", () => {
  it("Enter sends, and the message changes from sending to sent to seen", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Do you ship to Lviv?{Enter}")
    await screen.findByText("Sent")
    expect(server.messages()).toEqual(["Do you ship to Lviv?"])
    expect(field()).toHaveProperty("value", "")
    server.push("seen", { conversationId: "conversation-1", side: "agents", seq: 1 })
    expect(await screen.findByText("Seen")).toBeTruthy()
  })

  it("Shift+Enter breaks the line", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "One{Shift>}{Enter}{/Shift}Two")
    expect(server.messages()).toEqual([])
    await vera.keyboard("{Enter}")
    await screen.findByText("Sent")
    expect(server.messages()).toEqual(["One\nTwo"])
  })

  it("blank messages are not sent", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "  {Enter}")
    expect(bubbles()).toEqual([])
    expect(server.inputsOf("message.send")).toEqual([])
  })

  it("what is too long says by how much and is not sent", async () => {
    const { server, chat, vera, field } = openChat()
    chat.type("x".repeat(10_002))
    await screen.findByText("2 characters too many")
    await vera.type(field(), "{Enter}")
    expect(server.inputsOf("message.send")).toEqual([])
  })

  it("a refused message stays and can be tried again or deleted", async () => {
    const { server, vera, field } = openChat()
    server.refuse("message.send", "invalid_input")
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Not sent")
    server.accept("message.send")
    await vera.click(screen.getByRole("button", { name: "Try again" }))
    await screen.findByText("Sent")
    expect(bubbles()).toEqual(["Hello"])
  })

  it("a draft survives the page", async () => {
    const { vera, field } = openChat()
    await vera.type(field(), "Half a sent")
    expect(openChat().field()).toHaveProperty("value", "Half a sent")
  })

  it("the other side hears that Vera types at most once in two seconds, and that she stopped", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    await vera.type(field(), "One more thing{Enter}")
    expect(server.inputsOf("typing.set")).toEqual([
      { conversationId: "conversation-1", on: true },
      { conversationId: "conversation-1", on: false },
    ])
  })
})

describe("the promise", () => {
  it("names the time while Vera waits, and the agent once they took it", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText(/^You will have an answer by /)
    server.change({ assignee: { name: "Ana" } })
    expect(await screen.findByText(/^Ana will answer by /)).toBeTruthy()
  })

  it("tells the truth once it was missed, even before the server has noticed", async () => {
    const { server, chat, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText(/^You will have an answer by /)
    chat.clock.correct(AT + TWO_MINUTES_MS + 1)
    expect(await screen.findByText(/did not make it\. We are sorry$/)).toBeTruthy()
    server.answer("Here I am")
    await waitFor(() => expect(header()).toContain("Nightingale Books"))
    expect(header()).not.toContain("sorry")
  })

  it("names who answered where nobody took the conversation, and promises nothing in their name", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText(/^You will have an answer by /)
    server.answerInPassing("Yes", "Bo")
    await waitFor(() => expect(document.querySelector("h2")?.textContent).toBe("Bo"))
    await vera.type(field(), "And to Odesa?{Enter}")
    await screen.findByText(/^You will have an answer by /)
  })

  it("a robot's line answers nothing", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answer("Thank you for your message", { kind: "bot" })
    expect(await screen.findByText("Automatic reply")).toBeTruthy()
    expect(screen.getByText(/^You will have an answer by /)).toBeTruthy()
  })
})

describe("the conversation", () => {
  it("replies come with the agent's name and are told as seen", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answer("Yes, in three days")
    await screen.findByText("Yes, in three days")
    expect(within(screen.getByRole("log")).getByText("Ana")).toBeTruthy()
    await waitFor(() => expect(server.inputsOf("seen.set")).toEqual([{ conversationId: "conversation-1", seq: 2 }]))
  })

  it("a reply to a closed window is counted, in the title too, until it is read", async () => {
    const { server, chat, vera, field } = openChat()
    document.title = "Pricing"
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    chat.close()
    server.answer("One")
    server.answer("Two")
    expect(chat.unread.value).toBe(2)
    expect(document.title).toBe("(2) Pricing")
    chat.open()
    expect(chat.unread.value).toBe(0)
    expect(document.title).toBe("Pricing")
  })

  it("what was missed while the line was down is asked for (W5)", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answerUnheard("One")
    server.answer("Two")
    await waitFor(() => expect(bubbles()).toEqual(["Hello", "One", "Two"]))
  })

  it("what a restored server does not know any more is let go, and what is said since is shown (F52)", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answer("One")
    server.answer("Two")
    await waitFor(() => expect(bubbles()).toEqual(["Hello", "One", "Two"]))
    server.restore(1)
    server.connection.connect()
    await waitFor(() => expect(bubbles()).toEqual(["Hello"]))
    server.answer("Three")
    await waitFor(() => expect(bubbles()).toEqual(["Hello", "Three"]))
  })

  it("who the site signed in has a conversation of their own, and their token is not kept in the browser", async () => {
    const { server, vera, field, chat, shelf } = openChat()
    await vera.type(field(), "Anonymous{Enter}")
    await screen.findByText("Sent")
    expect(shelf.read("token")).toBe("token-of-vera")
    server.knows("a signed identity")
    chat.obey(["identify", "a signed identity"])
    await waitFor(() => expect(bubbles()).toEqual([]))
    expect(server.inputsOf("visitor.start").at(-1)).toMatchObject({ identity: "a signed identity" })
    expect(shelf.read("token")).toBe("token-of-vera")
    await vera.type(field(), "Signed in{Enter}")
    await waitFor(() => expect(server.messages()).toEqual(["Anonymous", "Signed in"]))
    expect(Object.values(localStorage).join()).not.toContain("token-of-4711")
    // A line that was lost is taken up as the same customer, whatever has become of the identity.
    server.connection.connect()
    expect(server.inputsOf("visitor.start").at(-1)).toMatchObject({ token: "token-of-4711" })
  })

  it("a sign-out wipes what this browser keeps, and what stands in the window", async () => {
    const { server, vera, field, chat } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    await vera.type(field(), "half a thought")
    expect(localStorage.length).toBeGreaterThan(0)
    server.restore(0)
    server.becomes("token-of-somebody-new")
    chat.obey(["signOut"])
    await waitFor(() => expect(field()).toHaveProperty("value", ""))
    expect(Object.keys(localStorage)).toEqual([])
    expect(server.inputsOf("visitor.start").at(-1)).not.toHaveProperty("token")
  })

  it("links in a message can be followed only where that is safe", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answer("See https://nightingale.example/a and javascript:alert(1) <b>now</b>")
    await screen.findByRole("link")
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "https://nightingale.example/a",
    ])
    expect(document.querySelector(".bubble b")).toBeNull()
  })

  it("the agent's typing shows, and ends with their message", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.push("typing", { conversationId: "conversation-1", by: { kind: "agent", name: "Ana" }, on: true })
    await screen.findByRole("img", { name: "Ana is writing" })
    server.answer("Yes")
    await waitFor(() => expect(screen.queryByRole("img", { name: "Ana is writing" })).toBeNull())
  })

  it("earlier messages come when they are asked for, until all are there", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "One{Enter}")
    await screen.findByText("Sent")
    for (const text of ["Two", "Three", "Four"]) server.answer(text)
    server.tellOnly(2)
    openChat({ server })
    await waitFor(() => expect(bubbles()).toEqual(["Three", "Four"]))
    expect(screen.queryByText("Hello. What would you like to know?")).toBeNull()
    await vera.click(screen.getByRole("button", { name: "Earlier messages" }))
    await screen.findByText("Hello. What would you like to know?")
    expect(bubbles()).toEqual(["One", "Two", "Three", "Four"])
    expect(screen.queryByRole("button", { name: "Earlier messages" })).toBeNull()
  })

  it("on the next page it is the same conversation", async () => {
    const first = openChat()
    await first.vera.type(first.field(), "Hello{Enter}")
    await screen.findByText("Sent")
    openChat({ server: first.server })
    await waitFor(() => expect(bubbles()).toEqual(["Hello"]))
    expect(first.server.inputsOf("visitor.start").at(-1)).toMatchObject({ token: "token-of-vera" })
  })
})

describe("the next page", () => {
  it("the window stands open there as Vera left it, and leaves the focus where it is", () => {
    openChat()
    cleanup()
    document.body.focus()
    const { chat, field } = openChat({ visible: "as it was left" })
    expect([chat.opened.value, screen.getByRole("dialog").hasAttribute("open")]).toEqual([true, true])
    expect(document.activeElement).not.toBe(field())
  })

  it("a window that was closed stays closed", () => {
    openChat().chat.close()
    expect(openChat({ visible: "as it was left" }).chat.opened.value).toBe(false)
  })

  it("a window that takes the whole screen does not cover it", () => {
    openChat()
    vi.spyOn(window, "matchMedia").mockImplementation(
      (query) => ({ matches: query.includes("480px") }) as MediaQueryList,
    )
    expect(openChat({ visible: "as it was left" }).chat.opened.value).toBe(false)
  })

  it("what only the page opened is not carried on", () => {
    vi.stubGlobal("navigator", { ...navigator, userActivation: { hasBeenActive: false } })
    openChat()
    expect(openChat({ visible: "as it was left" }).chat.opened.value).toBe(false)
    vi.unstubAllGlobals()
  })
})

describe("another tab", () => {
  it("that has become somebody makes this tab the same visitor, with the same conversation", async () => {
    const other = openChat({ shelf: "elsewhere " })
    await other.vera.type(other.field(), "Hello{Enter}")
    await screen.findByText("Sent")

    const { shelf } = openChat({ server: other.server })
    expect(bubbles()).toEqual([])
    other.server.becomes("token-of-the-other-tab")
    shelf.write("token", "token-of-the-other-tab")
    dispatchEvent(new StorageEvent("storage", { key: "shelf token" }))
    await waitFor(() => expect(bubbles()).toEqual(["Hello"]))
    expect(other.server.inputsOf("visitor.start").at(-1)).toMatchObject({ token: "token-of-the-other-tab" })
  })
})

describe("the menu", () => {
  const sound = () => screen.getByRole("checkbox", { name: "Sound for new messages" })
  const unfold = async (vera: ReturnType<typeof openChat>["vera"]) => {
    await vera.click(await screen.findByLabelText("More"))
    return document.querySelector("details")
  }

  it("replies ring only once Vera has turned the sound on, and on the next page too", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    server.answer("One")
    await screen.findByText("One")
    expect(playTone).not.toHaveBeenCalled()

    await unfold(vera)
    await vera.click(sound())
    await waitFor(() => expect(playTone).toHaveBeenCalledTimes(1))
    server.answer("Two")
    await waitFor(() => expect(playTone).toHaveBeenCalledTimes(2))
    openChat()
    await screen.findByLabelText("More")
    expect(sound()).toHaveProperty("checked", true)
  })

  it("folds with Escape, which leaves the window open, and when the focus goes elsewhere", async () => {
    const { chat, vera, field } = openChat()
    const menu = await unfold(vera)
    expect(menu?.open).toBe(true)
    sound().focus()
    await vera.keyboard("{Escape}")
    expect([menu?.open, chat.opened.value, document.activeElement]).toEqual([
      false,
      true,
      menu?.querySelector("summary"),
    ])
    await unfold(vera)
    field().focus()
    expect(menu?.open).toBe(false)
  })
})

describe("without a connection", () => {
  it("what Vera writes is kept over a reload and sent in order once the line is back (W7)", async () => {
    const offline = openChat({ online: false })
    await offline.vera.type(offline.field(), "One{Enter}")
    await offline.vera.type(offline.field(), "Two{Enter}")
    expect(bubbles()).toEqual(["One", "Two"])
    expect(screen.getAllByText("Sending")).toHaveLength(1)

    const { server } = openChat({ online: false })
    expect(bubbles()).toEqual(["One", "Two"])
    server.connection.connect()
    await screen.findByText("Sent")
    expect(server.messages()).toEqual(["One", "Two"])
    expect(Object.keys(localStorage).filter((key) => key.includes("outbox"))).toEqual([])
  })

  it("a lost line is said", async () => {
    const { server } = openChat()
    server.connection.close()
    expect(await screen.findByText(/^No connection\./)).toBeTruthy()
  })
})

describe("who Vera is", () => {
  it("is asked only after her question, and she may ignore it for good", async () => {
    const { vera, field } = openChat()
    expect(screen.queryByText("Where can we reach you if you leave?")).toBeNull()
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Where can we reach you if you leave?")
    await vera.click(screen.getByRole("button", { name: "Not now" }))
    await waitFor(() => expect(screen.queryByText("Where can we reach you if you leave?")).toBeNull())
  })

  it("one field takes an e-mail address, then her name may follow", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Hello{Enter}")
    await vera.type(await screen.findByLabelText(/Where can we reach you/), "vera@example.com{Enter}")
    await vera.type(await screen.findByLabelText(/what is your name/), "Vera{Enter}")
    await screen.findByText("Thank you, we have noted it")
    expect(server.inputsOf("contact.save")).toEqual([{ email: "vera@example.com" }, { name: "Vera" }])
  })

  it("what the page knows of her waits until she has written", async () => {
    const { server, chat, vera, field } = openChat()
    chat.obey(["contact", { name: "Vera" }])
    expect(server.inputsOf("contact.save")).toEqual([])
    await vera.type(field(), "Hello{Enter}")
    await waitFor(() => expect(server.inputsOf("contact.save")).toEqual([{ name: "Vera" }]))
  })

  it("is not asked where the page has told how to reach her", async () => {
    const { chat, vera, field } = openChat()
    chat.obey(["contact", { email: "vera@example.com" }])
    await vera.type(field(), "Hello{Enter}")
    await screen.findByText("Sent")
    await waitFor(() => expect(screen.queryByText("Where can we reach you if you leave?")).toBeNull())
  })
})

it("a look that is tried shows at once: colour, side and greeting", async () => {
  const { chat, looks } = openChat()
  chat.obey(["look", { accent: "#ffcc00", greeting: "Good evening." }])
  expect(await screen.findByText("Good evening.")).toBeTruthy()
  expect(looks.at(-1)).toMatchObject({ accent: "#ffcc00" })
})
