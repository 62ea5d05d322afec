// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { beforeEach, describe, expect, it } from "vitest"
import { clockTime } from "./locales/times"
import { AT, type FakeServer } from "./testing/fake-server"
import { openChat } from "./testing/open-chat"

const DAY_MS = 86_400_000
const ANA = { kind: "agent", name: "Ana" } as const

const time = (at: number) => clockTime(at, "en")
const row = (text: RegExp) => within(screen.getByRole("log")).findByText(text)
const header = () => document.querySelector(".promise")?.textContent ?? ""

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

describe("what a person promised", () => {
  const promise = (server: FakeServer, dueAt: number, renewed: boolean) =>
    server.happens({ type: "promise.made", by: ANA, dueAt, renewed }, { dueAt, state: "running" })

  it("is told with its time, counted down in the header, moved, and kept", async () => {
    const { server, vera, field } = openChat()
    await vera.type(field(), "Do you ship to Lviv?{Enter}")
    await screen.findByText("Sent")
    server.answer("I will find out")
    promise(server, AT + DAY_MS, false)
    expect((await row(/^Ana will write to you/)).textContent).toBe(
      `Ana will write to you by ${time(AT + DAY_MS)} tomorrow`,
    )
    await waitFor(() => expect(header()).toBe(`Ana will answer by ${time(AT + DAY_MS)} tomorrow`))
    expect(screen.getByText("24h")).toBeTruthy()
    promise(server, AT + 2 * DAY_MS, true)
    await row(/^Ana moves it to .* on \w+$/)
    server.happens({ type: "promise.kept", by: ANA })
    await row(/^What was promised is done$/)
    await waitFor(() => expect(header()).toBe("Nightingale Books"))
  })
})
