// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, describe, expect, test, vi } from "vitest"
import type { AgentConversation, EventOf, Team } from "../../../shared/protocol/types"
import { chooseLocale } from "../../locales"
import { navigate } from "../../state/route"
import { ana, bo, conversation, NOON, offer, opened, said, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => {
  chooseLocale("en")
  panel.close()
})

const sales: Team = { id: "sales", name: "Sales", agentIds: [bo.id], takes: [] }
const refunds: Team = { id: "refunds", name: "Refunds", agentIds: [ana.id], takes: [] }
const press: Team = { id: "press", name: "Press", agentIds: [], takes: [] }

const vera = (changes: Partial<AgentConversation> = {}) => ({
  ...conversation("vera", { name: "Vera", assigneeId: ana.id, timers: [waitingFor(90)] }),
  ...changes,
})

async function openVera(
  changes: Partial<AgentConversation> = {},
  { teams = [sales, refunds, press], happened = [] as Happened[] } = {},
) {
  const log = [opened("vera"), said("vera", 2, "Do you ship?"), ...happened.map(assigned)]
  panel = await openPanel([vera(changes)], { vera: log })
  server.push("settings", { teams })
  navigate({ screen: "conversation", id: "vera", pane: "conversation" })
  await screen.findByRole("region", { name: "Conversation" })
}

type Assigned = EventOf<"conversation.assigned">
type Happened = Pick<Assigned, "assigneeId" | "teamId"> & Partial<Assigned>

const byAna = { kind: "agent" as const, id: ana.id, name: "Ana" }
const assigned = (happened: Happened, index: number): Assigned => ({
  type: "conversation.assigned",
  conversationId: "vera",
  seq: index + 3,
  at: NOON,
  by: byAna,
  ...happened,
})

/** What the server says of the conversation once it is handed over. */
function becomes(changes: Partial<AgentConversation>) {
  server.answers["conversation.assign"] = ({ assigneeId, teamId }) => {
    const hands = { assigneeId: assigneeId as string | null, teamId: teamId as string | null }
    return { ok: true, data: { conversation: vera({ seq: server.made.length + 3, ...hands, ...changes }) } }
  }
}

const openMenu = async () => {
  await panel.user.click(screen.getByRole("button", { name: "Assign to somebody" }))
  return within(screen.getByRole("menu", { name: "Assign to somebody" }))
}
const handTo = async (team: RegExp) => panel.user.click((await openMenu()).getByRole("menuitemradio", { name: team }))

describe("the menu", () => {
  test("lists teams under people, with how many of each are here, and what becomes of it where nobody is", async () => {
    await openVera({ teamId: "refunds" })
    const items = (await openMenu()).getAllByRole(/menuitem/)
    expect(items.map(({ textContent }) => textContent)).toEqual([
      "Back to the queue",
      "AAna (You)Online",
      "BBoOnline",
      "Sales1 here",
      "RefundsNobody else is here: it waits until all are rung",
      "PressNobody is here: it waits until all are rung",
      "Everybodyno team",
    ])
    const checked = screen.getAllByRole("menuitemradio", { checked: true })
    expect(checked.map(({ textContent }) => textContent)).toEqual(["AAna (You)Online", items[4]?.textContent])
  })

  test("counts a colleague who is away as not here", async () => {
    await openVera()
    server.push("presence", { agents: [{ ...bo, availability: "away" }] })
    ;(await openMenu()).getByRole("menuitemradio", { name: /^Sales Nobody is here/ })
  })

  test("names no team where there is none", async () => {
    await openVera({}, { teams: [] })
    expect((await openMenu()).getAllByRole("menuitemradio")).toHaveLength(2)
  })

  test("what is typed puts the focus on what begins so, and Enter chooses it; the next time begins anew", async () => {
    await openVera()
    becomes({ offer: offer("vera", { agentId: bo.id, teamId: "sales" }) })
    // Browsers put the focus on the first item by themselves.
    ;(await openMenu()).getByRole("menuitem", { name: "Back to the queue" }).focus()
    await panel.user.keyboard("sa")
    expect(document.activeElement?.textContent).toContain("Sales")
    await panel.user.keyboard("{Enter}")
    expect(server.madeOf("conversation.assign")).toEqual([
      { conversationId: "vera", assigneeId: null, teamId: "sales" },
    ])
    ;(await openMenu()).getByRole("menuitemradio", { name: /^Ana/ }).focus()
    await panel.user.keyboard("pr")
    expect(document.activeElement?.textContent).toContain("Press")
  })
})

describe("handing over", () => {
  test("says who of the team is asked, and undoing it gives it back to whoever had it", async () => {
    await openVera()
    becomes({ offer: offer("vera", { agentId: bo.id, teamId: "sales" }) })
    await handTo(/^Sales/)
    await screen.findByText("Handed over to Sales. Bo is asked now.")
    await panel.user.click(screen.getByRole("button", { name: "Undo" }))
    await waitFor(() =>
      expect(server.madeOf("conversation.assign")[1]).toEqual({
        conversationId: "vera",
        assigneeId: ana.id,
        teamId: null,
      }),
    )
  })

  test.each([
    ["a whole team is rung", offer("vera", { agentId: null, teamId: "press" }), "All of them are rung."],
    ["everybody is rung", offer("vera", { agentId: null }), "Everybody is rung."],
    ["nobody can be asked", null, "Nobody there can be asked now: it waits until everybody is rung."],
  ])("says that %s", async (_, offered, words) => {
    await openVera()
    becomes({ offer: offered })
    await handTo(/^Press/)
    await screen.findByText(`Handed over to Press. ${words}`)
  })

  test("where no reply is owed it says no more than where it is, and so does the head", async () => {
    await openVera({ timers: [] })
    becomes({ timers: [] })
    await handTo(/^Sales/)
    await screen.findByText("Handed over to Sales.")
    await screen.findByText(/^In the queue of Sales/)
  })

  test("a team that is gone meanwhile is said to be, and nothing is claimed", async () => {
    await openVera()
    const error = { code: "not_found" as const, message: "There is no such team." }
    server.answers["conversation.assign"] = () => ({ ok: false, error })
    await handTo(/^Sales/)
    await screen.findByText("There is no such team.")
    expect(screen.queryByText(/^Handed over/)).toBeNull()
  })
})

describe("the thread", () => {
  test.each([
    ["to a team", { assigneeId: null, teamId: "sales", fromTeamId: null }, "Ana handed it over to Sales"],
    ["to one that is gone", { assigneeId: null, teamId: "old", fromTeamId: null }, /to a team that is gone/],
    ["to everybody", { assigneeId: null, teamId: null, fromTeamId: "sales" }, "Ana gave it back to everybody"],
    ["to a person in it", { assigneeId: bo.id, teamId: "sales", fromTeamId: null }, "Ana gave it to Bo in Sales"],
    ["to herself again", { assigneeId: ana.id, teamId: null, fromTeamId: "sales" }, "Ana took it"],
    ["into the queue of its team", { assigneeId: null, teamId: "sales" }, "Ana put it back in the queue"],
    [
      "by the removal of its team",
      { by: { kind: "system" as const }, assigneeId: ana.id, teamId: null, fromTeamId: "old" },
      /Its team was removed/,
    ],
  ])("tells that it went %s", async (_, happened, words) => {
    await openVera({}, { happened: [happened] })
    await screen.findByText(words)
  })

  test.each([
    ["ru", "Ana: диалог передан команде «Sales»"],
    ["uk", "Ana: розмову передано команді «Sales»"],
  ] as const)("tells it in the language of the panel: %s", async (locale, words) => {
    await openVera({}, { happened: [{ assigneeId: null, teamId: "sales", fromTeamId: null }] })
    chooseLocale(locale)
    await screen.findByText(words)
  })
})

test("whoever is asked reads that a colleague handed it over, and who else is asked", async () => {
  const from = { id: bo.id, name: "Bo", hadItMs: 0 }
  const handed = { agentId: null, teamId: "refunds", reason: "handed-over" as const, from }
  await openVera({ assigneeId: null, teamId: "refunds", offer: offer("vera", handed) })
  await screen.findByText("Bo handed it over · Everybody in Refunds is asked")
})
