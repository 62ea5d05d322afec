// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { beforeEach, describe, expect, it } from "vitest"
import { words as ru } from "./locales/ru"
import { clockTime } from "./locales/times"
import { AT, createFakeServer, type FakeServer, TWO_MINUTES_MS } from "./testing/fake-server"
import { openChat } from "./testing/open-chat"

const TEN_MINUTES_MS = 600_000
const DUE = AT + TWO_MINUTES_MS
const WHICH = "Which book is it about?"
const WHEN = "When do you need it?"

const time = (at: number) => clockTime(at, "en")
const row = (text: RegExp) => within(screen.getByRole("log")).findByText(text)
const delays = () => within(screen.getByRole("log")).queryAllByText(/^We promised/)
const header = () => document.querySelector(".promise")?.textContent ?? ""
const contactField = () => screen.queryByLabelText(/Where can we reach you/)
const spoken = () => document.querySelector("[aria-live=polite]")?.textContent

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

/** Vera has asked, and nobody has answered. */
async function ask(server: FakeServer = createFakeServer()) {
  const chat = openChat({ server })
  await chat.vera.type(chat.field(), "Do you ship to Lviv?{Enter}")
  await screen.findByText("Sent")
  return chat
}

function miss(server: FakeServer, questions: string[] = [], nextDueAt: number | null = DUE + TEN_MINUTES_MS): void {
  server.happens(
    { type: "delay.told", by: { kind: "system" }, missed: "first-touch", missedAt: DUE, nextDueAt, questions },
    nextDueAt === null ? { dueAt: DUE, state: "breached" } : { dueAt: nextDueAt, state: "running" },
  )
}

describe("a promise that was missed", () => {
  it("is told in the conversation, with what happens next, and a new time counts down", async () => {
    const { server, chat } = await ask()
    chat.clock.correct(DUE + 1)
    miss(server)
    const told = await row(/^We promised to answer by/)
    expect(told.textContent).toBe(
      `We promised to answer by ${time(DUE)} and did not make it. We are sorry.\n` +
        `Everybody here has been asked.\nA person will answer by ${time(DUE + TEN_MINUTES_MS)}`,
    )
    await waitFor(() => expect(header()).toBe(`You will have an answer by ${time(DUE + TEN_MINUTES_MS)}`))
    expect(screen.getByText("10:00")).toBeTruthy()
  })

  it("with no other time promised it says who is asked, and sorry only once", async () => {
    const { server, chat } = await ask()
    chat.clock.correct(DUE + 1)
    await waitFor(() => expect(header()).toContain("sorry"))
    miss(server, [], null)
    await row(/A person will still answer you here$/)
    await waitFor(() =>
      expect(header()).toMatch(/^Everybody here has been asked\.\sA person will still answer you here$/),
    )
  })

  it("is said to those who do not see it, once", async () => {
    const { server } = await ask()
    miss(server)
    await waitFor(() => expect(spoken()).toMatch(/^We promised to answer by .*\nEverybody here has been asked/))
    openChat({ server })
    await row(/^We promised/)
    expect(spoken()).toBe("")
  })

  it("stands there on the next page too", async () => {
    const { server } = await ask()
    miss(server, [WHICH])
    openChat({ server })
    await row(/^We promised to answer/)
    expect(await screen.findByLabelText(WHICH)).toBeTruthy()
  })

  it("is counted where the window is closed, until it is opened", async () => {
    const { server, chat } = await ask()
    chat.close()
    miss(server)
    expect(chat.unread.value).toBe(1)
    chat.open()
    await waitFor(() => expect(chat.unread.value).toBe(0))
  })

  it("is told in Vera's language", async () => {
    const { server } = openChat({ words: ru })
    await openChat({ server, words: ru }).vera.type(screen.getByLabelText("Напишите сообщение"), "Привет{Enter}")
    await screen.findByText("Отправлено")
    miss(server)
    await row(/^Мы обещали ответить до .* Простите нас\.\sМы позвали всех/)
  })
})

describe("the short questions", () => {
  it("are answered by a message that names the question, one after the other", async () => {
    const { server, vera } = await ask()
    miss(server, [WHICH, WHEN])
    await vera.type(await screen.findByLabelText(WHICH), "The red one{Enter}")
    await waitFor(() => expect(server.messages()).toEqual(["Do you ship to Lviv?", `${WHICH}\nThe red one`]))
    await waitFor(() => expect(screen.queryByLabelText(WHICH)).toBeNull())
    const rest = screen.getByLabelText(WHEN)
    expect(document.activeElement).toBe(rest)
    await vera.type(rest, "  {Enter}")
    expect(server.messages()).toHaveLength(2)
    openChat({ server })
    await screen.findByLabelText(WHEN)
    expect(screen.queryByLabelText(WHICH)).toBeNull()
  })

  it("are gone once a person answers, and what happened still stands there", async () => {
    const { server } = await ask()
    miss(server, [WHICH])
    await screen.findByLabelText(WHICH)
    server.answer("Yes, in three days")
    await waitFor(() => expect(screen.queryByLabelText(WHICH)).toBeNull())
    expect(contactField()).toBeNull()
    expect(await row(/^We promised to answer/)).toBeTruthy()
  })

  it("do not vanish under Vera's hands while she writes", async () => {
    const { server, vera } = await ask()
    miss(server, [WHICH, WHEN])
    await vera.type(await screen.findByLabelText(WHICH), "The red")
    server.answer("Yes, in three days")
    await waitFor(() => expect(screen.queryByLabelText(WHEN)).toBeNull())
    await vera.keyboard(" one{Enter}")
    await waitFor(() => expect(server.messages()).toContain(`${WHICH}\nThe red one`))
  })

  it("stand under the newest delay only", async () => {
    const { server } = await ask()
    miss(server, [WHICH])
    await screen.findByLabelText(WHICH)
    miss(server, [], null)
    await waitFor(() => expect(screen.queryByLabelText(WHICH)).toBeNull())
    expect(delays()).toHaveLength(2)
    expect(document.querySelectorAll("#contact")).toHaveLength(1)
  })
})

describe("how to reach Vera, where her answer is late", () => {
  const dismiss = async ({ vera }: Awaited<ReturnType<typeof ask>>) => {
    await vera.click(screen.getByRole("button", { name: "Not now" }))
    await waitFor(() => expect(contactField()).toBeNull())
  }

  it("is asked under the delay instead of under her question", async () => {
    const { server } = await ask()
    expect(contactField()).toBeTruthy()
    miss(server)
    await row(/^We promised/)
    expect(document.querySelectorAll("#contact")).toHaveLength(1)
    expect(document.querySelector(".delay + .asks #contact")).toBeTruthy()
  })

  it("is asked once more where she did not want to say it before, and then never", async () => {
    const chat = await ask()
    await dismiss(chat)
    miss(chat.server)
    await waitFor(() => expect(contactField()).toBeTruthy())
    await dismiss(chat)
    miss(chat.server)
    await waitFor(() => expect(delays()).toHaveLength(2))
    expect(contactField()).toBeNull()
    openChat({ server: chat.server })
    await waitFor(() => expect(delays()).toHaveLength(2))
    expect(contactField()).toBeNull()
  })

  it("is not asked where it is known", async () => {
    const { server } = await ask()
    server.change({ contact: { id: "vera", name: null, email: "vera@example.com", phone: null } })
    miss(server)
    await row(/^We promised/)
    expect(contactField()).toBeNull()
  })

  it("stays where she has begun to write it", async () => {
    const { server, vera } = await ask()
    await vera.type(screen.getByLabelText(/Where can we reach you/), "vera@exam")
    miss(server)
    await row(/^We promised/)
    await vera.keyboard("ple.com{Enter}")
    await screen.findByLabelText(/what is your name/)
    expect(server.inputsOf("contact.save")).toEqual([{ email: "vera@example.com" }])
    expect(document.activeElement).toBe(screen.getByLabelText(/what is your name/))
  })
})
