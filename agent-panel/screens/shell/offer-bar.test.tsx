// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/preact"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { AgentConversation, Offer } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import { navigate } from "../../state/route"
import { ana, bo, conversation, NOON, offer, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

const fromBo = { id: bo.id, name: "Bo", hadItMs: 30_000 }
const bar = () => within(screen.getByRole("region", { name: "An offer" }))
const noBar = () => expect(screen.queryByRole("region", { name: "An offer" })).toBeNull()

/** Vera waits, and Ana is asked to take her. */
function veraOffered(changes: Partial<Offer> = {}, seconds = 90): AgentConversation {
  const timers = [{ ...waitingFor(seconds), id: "timer-vera" }]
  return conversation("vera", { name: "Vera", timers, offer: offer("vera", changes) })
}

/** The server makes her Ana's. */
function veraIsTaken(): void {
  const taken = { ...veraOffered(), offer: null, assigneeId: ana.id, seq: 3 }
  server.answers["conversation.accept"] = () => ({ ok: true, data: { conversation: taken } })
}

describe("an offer", () => {
  test("says who waits, why it came to me and what they wrote, and counts down until others are asked", async () => {
    panel = await openPanel([veraOffered({ reason: "missed", from: fromBo })])
    expect(bar().getByText("Vera is waiting for you")).toBeTruthy()
    expect(bar().getByText("Bo did not answer in 30 seconds")).toBeTruthy()
    expect(bar().getByText("Do you ship?")).toBeTruthy()
    expect(bar().getByRole("img").getAttribute("aria-label")).toBe("45 seconds to accept")
    now.value = NOON + 17_000
    expect(await bar().findByRole("img", { name: "28 seconds to accept" })).toBeTruthy()
  })

  test.each<[Partial<Offer>, string]>([
    [{ reason: "first" }, "It is your turn"],
    [{ reason: "knows" }, "You know Vera"],
    [{ reason: "silent", from: { ...fromBo, hadItMs: 60_000 } }, "Bo had it for 1 minute and did not reply"],
    [{ reason: "declined", from: fromBo }, "Bo declined"],
    [{ reason: "gone", from: fromBo }, "Bo lost the connection"],
    [{ reason: "away", from: fromBo }, "Bo went away"],
    [{ reason: "room" }, "You have room now"],
    [{ reason: "ring", agentId: null, expiresAt: null }, "Everybody is asked"],
    [
      { reason: "ring", agentId: null, expiresAt: null, from: fromBo },
      "Bo did not answer in 30 seconds · Everybody is asked",
    ],
    [{ reason: "overdue", agentId: null, expiresAt: null }, "The reply is overdue"],
  ])("for %j says: %s", async (changes, sentence) => {
    panel = await openPanel([veraOffered(changes)])
    expect(bar().getByText(sentence)).toBeTruthy()
  })

  test("is read out once, without its seconds", async () => {
    panel = await openPanel([veraOffered({ reason: "declined", from: fromBo })])
    expect(screen.getByRole("alert").textContent).toBe("Vera is waiting for you. Bo declined")
  })

  test("to somebody else, and to a team one is not in, is no business of mine", async () => {
    panel = await openPanel([
      veraOffered({ agentId: bo.id }),
      conversation("viktor", { offer: offer("viktor", { agentId: null, teamId: "books", expiresAt: null }) }),
    ])
    server.push("settings", { teams: [{ id: "books", name: "Books", agentIds: [bo.id], takes: [] }] })
    await waitFor(noBar)
  })

  test("to my team names the team, and follows who is in it", async () => {
    const books = { id: "books", name: "Books", agentIds: [ana.id], takes: [] }
    panel = await openPanel([veraOffered({ agentId: null, teamId: "books", reason: "ring", expiresAt: null })])
    server.push("settings", { teams: [{ ...books, agentIds: [bo.id] }] })
    await waitFor(noBar)
    server.push("settings", { teams: [books] })
    expect(await screen.findByText("Everybody in Books is asked")).toBeTruthy()
  })

  test("does not ring for whoever is away by choice", async () => {
    panel = await openPanel([veraOffered({ agentId: null, expiresAt: null })])
    server.push("presence", { agents: [{ ...ana, availability: "away" }] })
    await waitFor(noBar)
  })

  test("that has run out is gone without a word from the server", async () => {
    panel = await openPanel([veraOffered()])
    now.value = NOON + 45_000
    await waitFor(noBar)
  })

  test("of several the one to me alone comes first, then the most urgent, and the others are counted", async () => {
    const ring = { agentId: null, expiresAt: null }
    panel = await openPanel([
      conversation("late", { name: "Viktor", timers: [waitingFor(-30)], offer: offer("late", ring) }),
      conversation("soon", { name: "Greta", timers: [waitingFor(10)], offer: offer("soon", ring) }),
      veraOffered(),
    ])
    expect(bar().getByText("Vera is waiting for you")).toBeTruthy()
    expect(bar().getByText("2 more")).toBeTruthy()
    server.push("conversation", { ...veraOffered(), offer: null, seq: 3 })
    expect(await screen.findByText("Viktor is waiting for any of you")).toBeTruthy()
  })
})

describe("accepting", () => {
  test("a takes it, opens it and puts the next letter into the answer, before the server has spoken", async () => {
    panel = await openPanel([veraOffered()])
    veraIsTaken()
    await panel.user.keyboard("a")
    await panel.user.keyboard("here")
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reply to Vera" }).value).toBe("here")
    await screen.findByText("Opened")
    expect(document.activeElement?.tagName).toBe("TEXTAREA")
    expect(server.madeOf("conversation.accept")).toEqual([{ conversationId: "vera" }])
    noBar()
  })

  test("in a field Ctrl, Shift and Enter take it, and the field keeps its words", async () => {
    panel = await openPanel([veraOffered(), conversation("viktor", { name: "Viktor" })])
    veraIsTaken()
    navigate({ screen: "conversation", id: "viktor", pane: "conversation" })
    const field = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Reply to Viktor" })
    await panel.user.type(field, "a half{Control>}{Shift>}{Enter}{/Shift}{/Control}")
    await screen.findByRole("heading", { name: "Vera" })
    expect(server.madeOf("conversation.accept")).toEqual([{ conversationId: "vera" }])
    expect(server.madeOf("message.send")).toEqual([])
    navigate({ screen: "conversation", id: "viktor", pane: "conversation" })
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("a half"))
  })

  test("works from the settings too", async () => {
    panel = await openPanel([veraOffered()])
    veraIsTaken()
    navigate({ screen: "settings", section: "profile" })
    await panel.user.keyboard("a")
    await screen.findByRole("heading", { name: "Vera" })
  })

  test("what a colleague took first is said calmly, and rings no more", async () => {
    panel = await openPanel([veraOffered({ agentId: null, expiresAt: null })])
    server.answers["conversation.accept"] = () => ({ ok: false, error: { code: "conflict", message: "Taken." } })
    server.answers["conversation.get"] = () => ({
      ok: true,
      data: { conversation: { ...veraOffered(), offer: null, assigneeId: bo.id, seq: 3 } },
    })
    await panel.user.keyboard("a")
    await screen.findByText("Bo has just taken this one.")
    noBar()
  })

  test("that did not reach the server lets it ring on", async () => {
    panel = await openPanel([veraOffered()])
    server.answers["conversation.accept"] = () => ({
      ok: false,
      error: { code: "unavailable", message: "There is no connection." },
    })
    await panel.user.keyboard("a")
    expect(await screen.findByRole("region", { name: "An offer" })).toBeTruthy()
  })
})

describe("a click", () => {
  beforeEach(() => void vi.spyOn(performance, "now").mockReturnValue(1_000))
  afterEach(() => void vi.restoreAllMocks())

  const clickAt = (button: HTMLElement, at: number) => {
    const click = new MouseEvent("click", { bubbles: true, detail: 1 })
    Object.defineProperty(click, "timeStamp", { value: at })
    fireEvent(button, click)
  }

  test("in the moment in which the bar comes was meant for something else", async () => {
    panel = await openPanel([veraOffered()])
    veraIsTaken()
    clickAt(bar().getByRole("button", { name: "Accept" }), 1_200)
    expect(server.madeOf("conversation.accept")).toEqual([])
    clickAt(bar().getByRole("button", { name: "Accept" }), 1_400)
    await waitFor(noBar)
    expect(server.madeOf("conversation.accept")).toHaveLength(1)
  })
})

describe("declining", () => {
  test("what only I am asked for goes to the next at once", async () => {
    panel = await openPanel([veraOffered()])
    server.answers["offer.decline"] = () => ({
      ok: true,
      data: { conversation: { ...veraOffered({ agentId: bo.id }), seq: 3 } },
    })
    await panel.user.keyboard("d")
    await waitFor(noBar)
    expect(server.madeOf("offer.decline")).toEqual([{ conversationId: "vera" }])
  })

  test("what everybody is asked for is silenced here, and rings on elsewhere", async () => {
    panel = await openPanel([veraOffered({ agentId: null, expiresAt: null })])
    expect(bar().getByRole("button", { name: "Not me" })).toBeTruthy()
    await panel.user.keyboard("d")
    await waitFor(noBar)
    expect(server.madeOf("offer.decline")).toEqual([])
    expect(screen.getByText("Vera")).toBeTruthy()
  })
})

describe("whoever let two offers pass", () => {
  const setAway = { ...ana, availability: "away" as const, awayFor: "missed-offers" as const }

  test("sees that they were set away and comes back by one key", async () => {
    panel = await openPanel([])
    server.push("presence", { agents: [setAway] })
    await screen.findByText("You were set away: two offers in a row went unanswered.")
    server.answers["presence.set"] = () => ({ ok: true, data: { agent: ana } })
    await panel.user.keyboard("h")
    await waitFor(() => expect(screen.queryByText(/You were set away/)).toBeNull())
    expect(server.madeOf("presence.set")).toEqual([{ availability: "online" }])
  })

  test("is not told so where they chose to be away", async () => {
    panel = await openPanel([])
    server.push("presence", { agents: [{ ...setAway, awayFor: null }] })
    await panel.user.keyboard("h")
    expect(screen.queryByText(/You were set away/)).toBeNull()
    expect(server.madeOf("presence.set")).toEqual([])
  })

  test("reads it in the menu too, where everybody reads how much they have", async () => {
    const mine = { assigneeId: ana.id }
    panel = await openPanel([conversation("one", mine), conversation("two", mine), veraOffered()])
    await panel.user.click(screen.getByRole("button", { name: /You and the panel/ }))
    expect(await screen.findByRole("menuitemradio", { name: "Online 3 of 5" })).toBeTruthy()
    server.push("presence", { agents: [setAway] })
    expect(await screen.findByRole("menuitemradio", { name: "Away two offers went unanswered" })).toBeTruthy()
  })
})

test("u opens whoever must be answered next, of those I may answer", async () => {
  panel = await openPanel([
    conversation("bos", { name: "Viktor", timers: [waitingFor(5)], assigneeId: bo.id }),
    conversation("calm", { name: "Greta", timers: [waitingFor(90)] }),
    conversation("soon", { name: "Vera", timers: [waitingFor(10)] }),
  ])
  await panel.user.keyboard("u")
  await screen.findByRole("heading", { name: "Vera" })
})
