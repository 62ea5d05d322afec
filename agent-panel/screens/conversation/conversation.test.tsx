// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import type { Event, Timer } from "../../../shared/protocol/types"
import { navigate } from "../../state/route"
import { ana, bo, conversation, opened, said, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

const vera = () => conversation("vera", { name: "Vera", timers: [waitingFor(90)] })
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Reply to|A note/ })
const lines = () => within(screen.getByRole("region", { name: "Conversation" }))

async function openVera(...others: Parameters<typeof openPanel>[0]) {
  panel = await openPanel([vera(), ...others])
  navigate({ screen: "conversation", id: "vera", pane: "conversation" })
  await screen.findByRole("region", { name: "Conversation" })
}

describe("where no conversation is open", () => {
  test("an owner whose chat is on no page yet is shown to the line to paste, an agent is not", async () => {
    panel = await openPanel([])
    expect(screen.getByText("Choose a conversation")).toBeTruthy()
    server.push("presence", { agents: [{ ...ana, role: "owner" }] })
    const link = await screen.findByRole("link", { name: "Take the line" })
    expect(link.getAttribute("href")).toBe("/panel/settings/sites")
  })

  test("an owner whom somebody has written to is not", async () => {
    panel = await openPanel([vera()])
    server.push("presence", { agents: [{ ...ana, role: "owner" }] })
    expect(await screen.findByText("Choose a conversation")).toBeTruthy()
    expect(screen.queryByRole("link", { name: "Take the line" })).toBeNull()
  })
})

describe("a conversation", () => {
  test("a reply goes to the visitor and stands in the timeline once", async () => {
    await openVera()
    await panel.user.type(field(), "We do.{Enter}")
    await lines().findByText("Sent")
    expect(server.madeOf("message.send").map(({ body }) => body)).toEqual(["We do."])
    expect(lines().getAllByText("We do.")).toHaveLength(1)
    expect(field().value).toBe("")
  })

  test("Shift and Enter begin a line, Enter sends both", async () => {
    await openVera()
    await panel.user.type(field(), "One{Shift>}{Enter}{/Shift}two{Enter}")
    await waitFor(() => expect(server.madeOf("message.send")[0]?.body).toBe("One\ntwo"))
  })

  test("the words of a note never move into the reply, and are sent as a note only", async () => {
    await openVera()
    await panel.user.click(screen.getByRole("button", { name: "Note" }))
    await panel.user.type(field(), "She is angry about the parcel")
    await panel.user.click(screen.getByRole("button", { name: "Reply" }))
    expect(field().value).toBe("")
    await panel.user.click(screen.getByRole("button", { name: "Note" }))
    await panel.user.click(screen.getByRole("button", { name: "Add note" }))
    expect(server.madeOf("note.add")[0]).toMatchObject({
      conversationId: "vera",
      body: "She is angry about the parcel",
    })
    expect(server.madeOf("message.send")).toEqual([])
  })

  test("writing a note tells nobody that somebody types, writing a reply does", async () => {
    await openVera()
    await panel.user.click(screen.getByRole("button", { name: "Note" }))
    await panel.user.type(field(), "quiet")
    expect(server.madeOf("typing.set")).toEqual([])
    await panel.user.click(screen.getByRole("button", { name: "Reply" }))
    await panel.user.type(field(), "loud")
    expect(server.madeOf("typing.set")).toEqual([{ conversationId: "vera", on: true }])
  })

  test("what the server will not take can be tried again with the same id, or discarded", async () => {
    await openVera()
    const takes = server.answers["message.send"]
    server.answers["message.send"] = () => ({
      ok: false,
      error: { code: "forbidden", message: "You may not write here." },
    })
    await panel.user.type(field(), "Hello{Enter}")
    await lines().findByText(/You may not write here/)
    if (takes) server.answers["message.send"] = takes
    await panel.user.click(lines().getByRole("button", { name: "Try again" }))
    await lines().findByText("Sent")
    const [first, second] = server.madeOf("message.send")
    expect(second?.id).toBe(first?.id)
    expect(lines().queryByText(/You may not write here/)).toBeNull()
  })

  test("a discarded message is gone and stays gone", async () => {
    await openVera()
    server.answers["message.send"] = () => ({
      ok: false,
      error: { code: "forbidden", message: "You may not write here." },
    })
    await panel.user.type(field(), "Hello{Enter}")
    await panel.user.click(await lines().findByRole("button", { name: "Discard" }))
    expect(lines().queryByText("Hello")).toBeNull()
    expect(Object.keys(localStorage).filter((key) => key.includes("outgoing"))).toEqual([])
  })

  test("a reply is marked as seen when the visitor has read that far", async () => {
    await openVera()
    await panel.user.type(field(), "We do.{Enter}")
    await lines().findByText("Sent")
    server.push("seen", { conversationId: "vera", side: "visitor", seq: 3 })
    await lines().findByText("Seen")
  })

  test("two agents who take it at once: the second learns calmly who has it", async () => {
    await openVera()
    server.answers["conversation.accept"] = () => ({ ok: false, error: { code: "conflict", message: "Taken." } })
    server.answers["conversation.get"] = () => ({
      ok: true,
      data: { conversation: { ...vera(), assigneeId: bo.id, seq: 3 } },
    })
    await panel.user.click(screen.getByRole("button", { name: "Take it" }))
    await screen.findByText("Bo has just taken this one.")
    expect(screen.queryByRole("button", { name: "Take it" })).toBeNull()
  })

  test("resolving can be undone from the line that tells of it", async () => {
    await openVera()
    const resolved = { ...vera(), status: "resolved" as const, timers: [], seq: 3 }
    server.answers["conversation.resolve"] = () => ({ ok: true, data: { conversation: resolved } })
    server.answers["conversation.reopen"] = () => ({ ok: true, data: { conversation: { ...vera(), seq: 4 } } })
    await panel.user.click(screen.getByRole("button", { name: "Resolve" }))
    await panel.user.click(await screen.findByRole("button", { name: "Undo" }))
    await screen.findByRole("button", { name: "Resolve" })
  })

  test("a colleague who writes and a visitor who writes are both named", async () => {
    await openVera()
    server.push("typing", { conversationId: "vera", by: { kind: "visitor", id: "contact-vera" }, on: true })
    await screen.findByText("Vera is writing")
    server.push("typing", { conversationId: "vera", by: { kind: "agent", id: bo.id, name: "Bo" }, on: true })
    await screen.findByText("Vera, Bo are writing")
  })

  test("a breach says when the reply fell due", async () => {
    const timer = { ...waitingFor(-60), breachedAt: waitingFor(-60).dueAt, state: "breached" as const }
    panel = await openPanel([vera()], {
      vera: [
        opened("vera"),
        said("vera", 2, "Hello?"),
        { type: "timer.breached", conversationId: "vera", seq: 3, at: timer.dueAt, by: { kind: "system" }, timer },
      ],
    })
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    const due = new Date(timer.dueAt).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    await screen.findByText(`First reply fell due at ${due}`)
  })

  test("a late answer says how late it was; resolving without one does not", async () => {
    const stopped = { ...waitingFor(-60), stoppedAt: waitingFor(-60).dueAt + 90_000, state: "breached" as const }
    const by = { kind: "agent" as const, id: bo.id, name: "Bo" }
    const stop = (seq: number, stoppedFor: Timer["stoppedFor"]): Event => ({
      type: "timer.stopped",
      conversationId: "vera",
      seq,
      at: stopped.stoppedAt,
      by,
      timer: { ...stopped, stoppedFor },
    })
    panel = await openPanel([vera()], {
      vera: [
        opened("vera"),
        said("vera", 2, "Sorry for the wait", by),
        stop(3, "reply"),
        { type: "conversation.resolved", conversationId: "vera", seq: 4, at: stopped.stoppedAt, by },
        stop(5, "resolved"),
      ],
    })
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    expect(await screen.findAllByText("Answered 1 minute 30 seconds late")).toHaveLength(1)
  })

  test("an address that is not safe to follow stays plain text, in messages and pages alike (V04)", async () => {
    const page = { url: "javascript:alert(1)", title: "Pricing" }
    panel = await openPanel([{ ...vera(), page }], {
      vera: [opened("vera"), said("vera", 2, "javascript:alert(2) and https://nightingale.example/a")],
    })
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    await screen.findByRole("link", { name: "https://nightingale.example/a" })
    const addresses = [...document.querySelectorAll("a")].map((link) => link.protocol)
    expect(addresses.filter((protocol) => !["http:", "https:", "about:"].includes(protocol))).toEqual([])
    expect(screen.getAllByText("Pricing")[0]?.closest("a")).toBeNull()
  })

  test("a link that looks like another one says where it leads, and its words stay what was sent (V11)", async () => {
    panel = await openPanel([vera()], {
      vera: [opened("vera"), said("vera", 2, "https://bank.example@evil.example/ or https://nightingale.example/a")],
    })
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    const link = await screen.findByRole("link", { name: /bank/ })
    expect([link.textContent, link.dataset.leadsTo]).toEqual(["https://bank.example@evil.example/", "evil.example"])
    expect(screen.getByRole("link", { name: "https://nightingale.example/a" }).dataset.leadsTo).toBeUndefined()
  })

  test.each(["Bo", "Bo (Support)", "System"])(
    "a visitor who calls themselves %s is shown as a visitor (V12)",
    async (name) => {
      panel = await openPanel([conversation("vera", { name })], {
        vera: [
          opened("vera"),
          said("vera", 2, "Sign in again, please"),
          said("vera", 3, "With me", { kind: "agent", id: bo.id, name: bo.name }),
        ],
      })
      navigate({ screen: "conversation", id: "vera", pane: "conversation" })
      const theirs = (await screen.findByText("Sign in again, please")).closest("article")
      const ours = screen.getByText("With me").closest("article")
      expect([theirs?.className, ours?.className]).toEqual(["said said-visitor", "said said-ours"])
      expect(theirs?.querySelector(".said-by")?.textContent).toContain(`${name}Visitor`)
      expect(ours?.querySelector(".said-by")?.textContent).not.toContain("Visitor")
    },
  )

  test("a name that cannot be seen is a name that is not there (V11)", async () => {
    panel = await openPanel([conversation("vera", { name: "\u200b\u3164" })])
    navigate({ screen: "conversation", id: "vera", pane: "conversation" })
    expect(await screen.findByRole("button", { name: "Add a name" })).toBeTruthy()
  })

  test("what is not there says so, and the inbox beside it stays", async () => {
    await openVera()
    navigate({ screen: "conversation", id: "nobody", pane: "conversation" })
    await screen.findByText("There is no such conversation")
    expect(screen.getByRole("list", { name: "Conversations" })).toBeTruthy()
  })

  test("what an agent learned of a person is kept, and what cannot be right is said beside the field", async () => {
    await openVera()
    server.answers["contact.save"] = () => ({ ok: false, error: { code: "invalid_input", message: "email" } })
    await panel.user.click(screen.getByRole("button", { name: "Add an e-mail" }))
    await panel.user.type(screen.getByRole("textbox", { name: "E-mail" }), "vera{Enter}")
    await screen.findByText("This does not look like an e-mail address.")
    const contact = { ...vera().contact, email: "vera@holm.example" }
    server.answers["contact.save"] = () => ({ ok: true, data: { contact } })
    await panel.user.type(screen.getByRole("textbox", { name: "E-mail" }), "@holm.example{Enter}")
    await screen.findByText("vera@holm.example")
    expect(server.madeOf("contact.save")[1]).toEqual({ contactId: "contact-vera", email: "vera@holm.example" })
  })
})
