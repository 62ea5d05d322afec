// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/preact"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { AgentConversation, Timer } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import { fieldOf, snoozeMoments } from "../../state/moments"
import { navigate } from "../../state/route"
import { ana, bo, conversation, NOON, offer, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

const HOUR_S = 3_600

let panel: Awaited<ReturnType<typeof openPanel>>
beforeEach(() => void vi.spyOn(Date, "now").mockReturnValue(NOON))
afterEach(() => panel.close())

const vera = (changes: Partial<Omit<AgentConversation, "contact">> = {}) =>
  conversation("vera", { name: "Vera", assigneeId: ana.id, ...changes })
const ofKind = (kind: Timer["kind"], seconds: number): Timer => ({ ...waitingFor(seconds), id: kind, kind })
const promised = (seconds: number) => vera({ timers: [ofKind("promise", seconds)], seq: 3 })
const answer = (changed: AgentConversation) => () => ({ ok: true as const, data: { conversation: changed } })
const clock = (at: number) =>
  new Date(at).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const standing = () => document.querySelector(".conversation-standing")?.textContent

async function openVera(shown: AgentConversation, ...others: AgentConversation[]): Promise<void> {
  panel = await openPanel([shown, ...others])
  navigate({ screen: "conversation", id: "vera", pane: "conversation" })
  await screen.findByText("Opened")
}

describe("a promise", () => {
  test("is made by one key and a choice, and then stands under the head with its countdown", async () => {
    await openVera(vera())
    server.answers["promise.make"] = answer(promised(HOUR_S))
    await panel.user.keyboard("p")
    await panel.user.click(await screen.findByRole("button", { name: /In an hour/ }))
    expect(server.madeOf("promise.make")).toEqual([{ conversationId: "vera", dueAt: NOON + HOUR_S * 1_000 }])
    const time = clock(NOON + HOUR_S * 1_000)
    await screen.findByText(`Vera is told that you answer by ${time}.`)
    expect(document.querySelector(".promised p")?.textContent).toBe(`Promised by ${time}1 hr left`)
    now.value = NOON + 60_000
    await screen.findByText("59:00 left")
  })

  test("may be for any other time of one's own zone, but not for one that is over", async () => {
    await openVera(vera())
    server.answers["promise.make"] = answer(promised(HOUR_S))
    await panel.user.keyboard("p")
    const field = await screen.findByLabelText("Another time")
    const form = field.closest("form") ?? field
    fireEvent.input(field, { target: { value: fieldOf(NOON - 60_000) } })
    fireEvent.submit(form)
    await screen.findByText("This time is over.")
    expect(server.madeOf("promise.make")).toEqual([])
    fireEvent.input(field, { target: { value: fieldOf(NOON + 2 * HOUR_S * 1_000) } })
    fireEvent.submit(form)
    await waitFor(() => expect(server.madeOf("promise.make")[0]?.dueAt).toBe(NOON + 2 * HOUR_S * 1_000))
  })

  test("that runs is put off by the same key, and the visitor is told the new time", async () => {
    await openVera(promised(60))
    server.answers["promise.make"] = answer({ ...promised(HOUR_S), seq: 4 })
    await panel.user.keyboard("p")
    await panel.user.click(await screen.findByRole("button", { name: /In an hour/ }))
    await screen.findByText(`Vera is told the new time: by ${clock(NOON + HOUR_S * 1_000)}.`)
  })

  test("is kept by a click, and says how late it is where it was not", async () => {
    await openVera(promised(-90))
    expect(screen.getByText("1:30 late")).toBeTruthy()
    server.answers["promise.keep"] = answer(vera({ seq: 4 }))
    await panel.user.click(screen.getByRole("button", { name: "Kept" }))
    await waitFor(() => expect(document.querySelector(".promised")).toBeNull())
    expect(server.madeOf("promise.keep")).toEqual([{ conversationId: "vera" }])
  })

  test("is kept by the reply where one is owed, so that only putting it off is offered", async () => {
    await openVera(vera({ timers: [ofKind("promise", HOUR_S), ofKind("next-reply", 90)] }))
    expect(screen.queryByRole("button", { name: "Kept" })).toBeNull()
    expect(screen.getByRole("button", { name: "Put off" })).toBeTruthy()
    expect(standing()).toContain("1:30 left to reply")
  })

  test("is told from a reply that is owed in the list too", async () => {
    await openVera(promised(HOUR_S))
    expect(screen.getByRole("img", { name: "1 hour left of a promise" })).toBeTruthy()
  })
})

describe("no reply needed", () => {
  test("is said by one key, and what that did is told, because it cannot be undone", async () => {
    await openVera(vera({ timers: [ofKind("next-reply", 90)] }))
    server.answers["reply.waive"] = answer(vera({ seq: 3 }))
    await panel.user.keyboard("x")
    await screen.findByText("Vera is owed no reply now. What they write next starts the clock again.")
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull()
    expect(screen.queryByRole("button", { name: /No reply needed/ })).toBeNull()
  })

  test.each([
    ["A first reply is always owed.", [ofKind("first-touch", 90)]],
    ["No reply is owed here.", []],
  ])("is not asked of the server in vain: %s", async (sentence, timers) => {
    await openVera(vera({ timers }))
    await panel.user.keyboard("x")
    await screen.findByText(sentence)
    expect(server.madeOf("reply.waive")).toEqual([])
  })
})

describe("snoozing", () => {
  const until = snoozeMoments(NOON).find(({ name }) => name === "nextWeek")?.at ?? 0
  const snoozed = (seq = 3) => vera({ status: "snoozed", snoozedUntil: until, seq })

  test("puts a conversation aside until a moment, out of the lists of what is open, and can be undone", async () => {
    await openVera(vera())
    server.answers["conversation.snooze"] = answer(snoozed())
    server.answers["conversation.reopen"] = answer(vera({ seq: 4 }))
    await panel.user.keyboard("z")
    await panel.user.click(await screen.findByRole("button", { name: /Next week/ }))
    expect(server.madeOf("conversation.snooze")).toEqual([{ conversationId: "vera", until }])
    await waitFor(() => expect(standing()).toMatch(/^Snoozed until November 30 at/))
    navigate({ screen: "inbox", list: "all" })
    await screen.findByText("No open conversations")
    await panel.user.click(screen.getByRole("button", { name: "Undo" }))
    await within(screen.getByRole("navigation")).findByText("Vera")
  })

  test("names whoever waits for a reply meanwhile", async () => {
    await openVera(vera({ timers: [ofKind("next-reply", 90)] }))
    await panel.user.keyboard("z")
    await screen.findByText("Vera still waits for a reply: the clock runs on meanwhile.")
  })

  test("is over by the same key", async () => {
    await openVera(snoozed())
    server.answers["conversation.reopen"] = answer(vera({ seq: 4 }))
    await panel.user.keyboard("z")
    await waitFor(() => expect(standing()).toMatch(/^With you/))
    expect(server.madeOf("conversation.reopen")).toEqual([{ conversationId: "vera" }])
  })

  test("fills a list of its own, in which whatever comes back first stands first", async () => {
    panel = await openPanel([])
    const later = { ...snoozed(), id: "viktor", contact: { ...vera().contact, id: "v", name: "Viktor" } }
    server.answers["conversation.list"] = () => ({
      ok: true,
      data: { conversations: [{ ...later, snoozedUntil: until + 1 }, snoozed()], next: null },
    })
    navigate({ screen: "inbox", list: "snoozed" })
    await screen.findByText("Viktor")
    expect([...document.querySelectorAll(".row-name bdi")].map((name) => name.textContent)).toEqual(["Vera", "Viktor"])
    expect(server.madeOf("conversation.list")).toEqual([{ status: "snoozed", limit: 50 }])
  })
})

describe("the head of a conversation", () => {
  const nobodys = (changes: Parameters<typeof offer>[1]) => vera({ assigneeId: null, offer: offer("vera", changes) })

  test.each([
    ["You are asked", nobodys({})],
    ["Bo is asked", nobodys({ agentId: bo.id })],
    ["Everybody is asked", nobodys({ agentId: null, expiresAt: null })],
  ])("says who is asked now: %s", async (words, shown) => {
    await openVera(shown)
    expect(standing()).toContain(words)
  })

  test("leaves the key to the offer that it would take", async () => {
    await openVera(vera({ assigneeId: null }), conversation("viktor", { name: "Viktor", offer: offer("viktor") }))
    const take = screen.getByRole("button", { name: "Take it" })
    expect(take.querySelector(".key")).toBeNull()
    server.push("conversation", conversation("viktor", { name: "Viktor", seq: 3 }))
    await waitFor(() => expect(take.querySelector(".key")?.textContent).toBe("a"))
  })
})

describe("a wait that was taken to the supervisors", () => {
  const escalated = vera({ timers: [{ ...ofKind("next-reply", 20), escalatedAt: NOON }] })

  test("is marked in its row and head, and counted on the tab for those it was taken to", async () => {
    await openVera(escalated)
    expect(standing()).toMatch(/^Escalated/)
    expect(document.querySelector(".row .row-escalated")).toBeTruthy()
    expect(document.querySelector(".tab-escalated")).toBeNull()
    server.push("presence", { agents: [{ ...ana, role: "supervisor" }] })
    await waitFor(() => expect(document.querySelector(".tab-escalated")?.textContent).toBe("11 escalated"))
  })

  test("is not marked any more once the reply was given", async () => {
    await openVera(vera({ timers: [{ ...ofKind("next-reply", 20), escalatedAt: NOON, stoppedAt: NOON }] }))
    expect(standing()).not.toMatch(/Escalated/)
    expect(document.querySelector(".row-escalated")).toBeNull()
  })
})

test("who is a customer is marked beside the person", async () => {
  await openVera(vera())
  const contact = { ...vera().contact, customer: true }
  server.answers["contact.save"] = () => ({ ok: true, data: { contact } })
  const mark = screen.getByRole("switch", { name: "Customer" })
  expect(mark.getAttribute("aria-checked")).toBe("false")
  await panel.user.click(mark)
  await waitFor(() => expect(mark.getAttribute("aria-checked")).toBe("true"))
  expect(server.madeOf("contact.save")).toEqual([{ contactId: "contact-vera", customer: true }])
})
