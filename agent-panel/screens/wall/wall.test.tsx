// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import type { Agent, AgentConversation, Output, Role } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import { receiveAgents } from "../../state/people"
import { navigate, route } from "../../state/route"
import { ana, bo, conversation, offer, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

type Counted = Output<"wall.get">
const NONE = { kept: 0, missed: 0, running: 0 }
const NOTHING: Counted = { firstTouch: NONE, nextReply: NONE, breaches: [] }

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => {
  panel.close()
  Reflect.deleteProperty(navigator, "wakeLock")
})

type Wall = { conversations?: AgentConversation[]; counted?: Partial<Counted>; role?: Role; agents?: Agent[] }

/** Opens the panel for Ana, a supervisor unless told otherwise, and the wall with the key that leads there. */
async function openWall({ conversations = [], counted = {}, role = "supervisor", agents = [] }: Wall = {}) {
  panel = await openPanel(conversations)
  receiveAgents([{ ...ana, role }, ...agents])
  server.answers["wall.get"] = () => ({ ok: true, data: { ...NOTHING, ...counted } })
  await panel.user.keyboard("w")
  if (role !== "agent") await screen.findByRole("heading", { level: 1, name: "Wall" })
}

const part = (name: string) => within(screen.getByRole("region", { name: (label) => label.startsWith(name) }))

describe("who waits", () => {
  const four = [
    conversation("calm", { name: "Vera", assigneeId: bo.id, timers: [waitingFor(90)] }),
    conversation("late", {
      name: "Viktor",
      timers: [waitingFor(-30)],
      offer: offer("late", { agentId: null, expiresAt: null }),
    }),
    conversation("asked", { name: "Greta", timers: [waitingFor(60)], offer: offer("asked", { agentId: bo.id }) }),
    conversation("free", { name: "Noor", timers: [waitingFor(100)] }),
  ]
  const rows = () => part("Waiting").getAllByRole("listitem")

  test("stands by time left, and who waits too long says so in a word", async () => {
    await openWall({ conversations: four })
    expect(rows().map((row) => row.querySelector("bdi")?.textContent)).toEqual(["Viktor", "Greta", "Vera", "Noor"])
    expect(rows().map((row) => row.textContent?.includes("Late"))).toEqual([true, false, false, false])
  })

  test("tells in whose hands each is: who has it, who is asked and for how long still, or nobody", async () => {
    await openWall({ conversations: four })
    expect(rows().map((row) => row.querySelector(".who")?.textContent)).toEqual([
      "Everybody is asked",
      expect.stringMatching(/^BBo is asked0:4\d$/),
      "BWith Bo",
      "Nobody has it",
    ])
  })

  test("somebody who has it and is not here is told of", async () => {
    await openWall({ conversations: four, agents: [{ ...bo, connected: false }] })
    part("Waiting").getByText("With Bo, who is not here")
  })

  test("moves as it happens, without anything being asked for", async () => {
    await openWall({ conversations: four })
    const calls = server.made.length
    server.push("conversation", conversation("urgent", { name: "Pia", timers: [waitingFor(-60)] }))
    await waitFor(() => expect(rows()[0]?.textContent).toContain("Pia"))
    expect(server.made).toHaveLength(calls)
  })

  test("opens on a click", async () => {
    await openWall({ conversations: four })
    await panel.user.click(part("Waiting").getByRole("link", { name: /Greta/ }))
    expect(route.value).toMatchObject({ screen: "conversation", id: "asked" })
  })

  test("is nobody on a quiet day", async () => {
    await openWall()
    part("Waiting").getByText("Nobody waits")
    await screen.findByText("Nothing was missed today")
    expect(screen.getAllByText("None was due yet")).toHaveLength(2)
  })
})

describe("the agents", () => {
  test("stand by presence and load, with what they are being asked to take", async () => {
    await openWall({
      conversations: [
        conversation("one", { assigneeId: bo.id }),
        conversation("two", { assigneeId: bo.id }),
        conversation("three", { name: "Greta", timers: [waitingFor(60)], offer: offer("three", { agentId: bo.id }) }),
      ],
      agents: [{ ...bo, id: "cai", name: "Cai", connected: false }],
    })
    const desks = part("Agents").getAllByRole("listitem")
    expect(desks.map((desk) => desk.querySelector(".desk-name")?.textContent)).toEqual(["Bo", "Ana", "Cai"])
    const bos = within(desks[0] as HTMLElement)
    bos.getByRole("img", { name: "3 of 5 conversations" })
    bos.getByText("Asked to take Greta")
    expect(desks[0]?.querySelectorAll('[data-is="taken"]')).toHaveLength(2)
    expect(desks[0]?.querySelectorAll('[data-is="asked"]')).toHaveLength(1)
    within(desks[2] as HTMLElement).getByText("Not here")
    part("Agents").getByText("2 here, room for 7")
  })

  test("whoever was set away for not answering is told from who chose to be", async () => {
    await openWall({ agents: [{ ...bo, availability: "away", awayFor: "missed-offers" }] })
    part("Agents").getByText("Away: two offers in a row went unanswered")
  })

  test("more than they should have is drawn beyond the bar", async () => {
    const conversations = ["one", "two", "three"].map((id) => conversation(id, { assigneeId: bo.id }))
    await openWall({ conversations, agents: [{ ...bo, capacity: 2 }] })
    part("Agents").getByRole("img", { name: "3 of 2 conversations" })
    expect(document.querySelectorAll('.desk-load [data-over="true"]')).toHaveLength(1)
  })
})

describe("what was kept today", () => {
  test("is a share with the numbers behind it, and never the whole while anything was missed", async () => {
    await openWall({
      counted: { firstTouch: { kept: 999, missed: 1, running: 2 }, nextReply: { kept: 3, missed: 0, running: 0 } },
    })
    await part("Kept today").findByText("99%")
    part("Kept today").getByText("999 of 1000")
    part("Kept today").getByText("2 in time so far")
    part("Kept today").getByText("100%")
    part("Kept today").getByText(/^Since midnight, /)
  })

  test("says so where it could not be counted, and is counted on a click", async () => {
    panel = await openPanel([])
    receiveAgents([{ ...ana, role: "supervisor" }])
    server.answers["wall.get"] = () => ({
      ok: false,
      error: { code: "internal", message: "The server made a mistake." },
    })
    await panel.user.keyboard("w")
    await screen.findByText("Today was not counted.")
    screen.getByText("The server made a mistake.")
    screen.getByRole("button", { name: "Try again" })
  })

  test("says how old what is shown is while there is no line", async () => {
    await openWall()
    server.dropLine()
    await screen.findByText(/^No connection for 1 second. This is how it was at \d\d:\d\d:\d\d\.$/)
    server.comeOnline()
    await waitFor(() => expect(screen.queryByText(/^No connection/)).toBeNull())
  })
})

describe("who may look", () => {
  test("an agent finds no way there, and a clear sentence at its address", async () => {
    await openWall({ role: "agent" })
    expect(route.value).toMatchObject({ screen: "inbox" })
    await panel.user.keyboard("?")
    expect(screen.queryByText("Watch the wall")).toBeNull()
    await panel.user.keyboard("{Escape}")
    navigate({ screen: "wall", form: "desk" })
    await screen.findByText("The wall is for supervisors")
    expect(server.madeOf("wall.get")).toEqual([])
  })

  test("a supervisor finds it in the list of keys, and Esc leads back", async () => {
    await openWall()
    await panel.user.keyboard("{Escape}")
    expect(route.value).toMatchObject({ screen: "inbox" })
    await panel.user.keyboard("?")
    screen.getByText("Watch the wall")
  })
})

describe("across the room", () => {
  test("has an address of its own, keeps the screen on while it is shown, and Esc leads back to the desk", async () => {
    const release = vi.fn()
    const request = vi.fn(async () => ({ release }))
    Object.defineProperty(navigator, "wakeLock", { configurable: true, value: { request } })
    await openWall()
    await panel.user.click(screen.getByRole("button", { name: "Wall screen" }))
    expect(location.pathname).toBe("/panel/wall/screen")
    await waitFor(() => expect(request).toHaveBeenCalledWith("screen"))
    expect(release).not.toHaveBeenCalled()
    await panel.user.keyboard("{Escape}")
    expect(location.pathname).toBe("/panel/wall")
    await waitFor(() => expect(release).toHaveBeenCalledOnce())
  })

  test("says so where the browser cannot keep the screen on", async () => {
    await openWall()
    navigate({ screen: "wall", form: "across" })
    await screen.findByText("This browser cannot keep the screen on: the machine may let it sleep.")
  })
})

describe("for whoever listens", () => {
  test("one sentence tells how it stands, and does not change with the seconds", async () => {
    await openWall({
      conversations: [conversation("late", { name: "Viktor", timers: [waitingFor(-30)] })],
      counted: { firstTouch: { kept: 3, missed: 1, running: 0 } },
    })
    const said = await screen.findByText("One person waits, one of them too long", { selector: "[role=status]" })
    const changes = vi.fn()
    new MutationObserver(changes).observe(said, { childList: true, characterData: true, subtree: true })
    const waiting = screen.getByRole("region", { name: (label) => label.startsWith("Waiting") })
    const before = waiting.textContent
    now.value += 1_000
    await waitFor(() => expect(waiting.textContent).not.toBe(before))
    expect(changes).not.toHaveBeenCalled()
  })

  test("the parts have headings", async () => {
    await openWall()
    const names = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)
    expect(names.map((name) => name?.replace(/2 here.*|Since.*/, ""))).toEqual([
      "Waiting",
      "Agents",
      "Kept today",
      "Missed today",
    ])
  })
})
