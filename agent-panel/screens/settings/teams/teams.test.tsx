// @vitest-environment happy-dom
import { act, cleanup, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { now } from "../../../state/clock"
import { receiveConversation } from "../../../state/inbox"
import { agents, sites, teams } from "../../../state/people"
import { route } from "../../../state/route"
import { toasts } from "../../../state/toasts"
import { bo, conversation, NOON, start } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { owner, refusal } from "../testing/open-settings"
import { openTeams, refunds, sales } from "../testing/open-teams"
import { policy } from "../testing/policy-answers"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const names = () => screen.getAllByRole("listitem").map((row) => row.querySelector(".team-name")?.textContent)
const rowOf = (name: string) => {
  const row = screen.getByText(name).closest("li")
  if (!row) throw new Error(`${name} is in no list`)
  return within(row)
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name })
const box = (name: RegExp) => screen.getByRole<HTMLInputElement>("checkbox", { name })
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const conflict = refusal("conflict", "Somebody was faster.")

test("teams stand in the order in which they are tried, with who is in them and what they take, everybody last", () => {
  openTeams("")
  expect(names()).toEqual(["Sales", "Refunds", "Everybody"])
  rowOf("Sales").getByText("Takes pages /pricing*")
  rowOf("Sales").getByText("In it: Bo")
  rowOf("Refunds").getByText("Takes all of Nightingale Books")
  rowOf("Everybody").getByText("What no team takes")
})

test("many rules are said by site, and those that do not fit in a line are counted", () => {
  const pages = ["/a", "/b", "/c", "/d", "/e"].map((page) => ({ page }))
  openTeams("", { all: [{ ...sales, takes: [{ siteId: "nightingale", page: "/x" }, ...pages] }] })
  screen.getByText("Takes pages /x of Nightingale Books, pages /a, /b, and 3 more")
})

test("without teams it is said that everybody has everything, and what a team is good for", () => {
  openTeams("", { all: [] })
  screen.getByText("Everybody has everything")
  screen.getByText(/^Without teams each conversation is offered to whoever has room\./)
  button("New team")
})

test("a team that nobody is in, or whose people are asked nothing, is warned of", () => {
  openTeams("", { all: [{ ...sales, agentIds: [] }, refunds] })
  rowOf("Sales").getByText("Nobody is in it")
  act(() => {
    agents.value = [{ ...owner, capacity: 0 }, bo]
  })
  rowOf("Refunds").getByText("asked nothing")
  act(() => {
    agents.value = [{ ...owner, removed: true }, bo]
  })
  rowOf("Refunds").getByText("Nobody is in it")
})

test("the keyboard moves a team, and its new place is said", async () => {
  const user = openTeams("")
  button("Try Refunds earlier").focus()
  await user.keyboard("{Enter}")
  expect(names()).toEqual(["Refunds", "Sales", "Everybody"])
  screen.getByText("Refunds is number 1 of 2 now.")
  expect(server.madeOf("team.arrange")).toEqual([{ teamIds: ["refunds", "sales"] }])
})

test("an order over teams that are others by now is explained, and the teams of now are shown", async () => {
  const press = { ...sales, id: "press", name: "Press" }
  const user = openTeams("", {
    answers: {
      "team.arrange": () => conflict,
      "team.list": () => ({ ok: true, data: { teams: [sales, refunds, press] } }),
    },
  })
  await user.click(button("Try Sales later"))
  await screen.findByText(/^Somebody made or removed a team meanwhile\. The order stays as it was/)
  expect(names()).toEqual(["Sales", "Refunds", "Press", "Everybody"])
})

test("an address that somebody types tells who gets what begins there", async () => {
  const user = openTeams("", { all: [sales] })
  await user.type(field("Try it with an address"), "https://shop.example/pricing/yearly")
  screen.getByText("“Sales” gets it.")
  await user.clear(field("Try it with an address"))
  await user.type(field("Try it with an address"), "https://shop.example/contacts")
  screen.getByText("No team takes it: everybody gets it.")
})

test("where there are several sites, an address is tried on one of them", async () => {
  const user = openTeams("", { all: [refunds] })
  const [books] = start([]).sites
  if (!books) throw new Error("there is no site")
  act(() => {
    sites.value = [{ ...books, id: "press", name: "Press" }, books]
  })
  await user.type(field("Try it with an address"), "https://shop.example/")
  screen.getByText("No team takes it: everybody gets it.")
  await user.selectOptions(field("Site"), "Nightingale Books")
  screen.getByText("“Refunds” gets it.")
})

test("a new team has a name, people and rules", async () => {
  const user = openTeams("new", { all: [sales] })
  await user.click(button("Make the team"))
  screen.getByText("Please fill this in.")
  await user.type(field("Name"), " Press ")
  screen.getByText(/^Nobody is in this team\. What comes to it is offered to nobody/)
  await user.click(box(/^Bo/))
  await user.click(box(/^Ana/))
  expect(screen.queryByText(/^Nobody is in this team/)).toBeNull()
  screen.getByText(/^Without a rule nothing comes to this team/)
  await user.click(button("Add a rule"))
  await expect.poll(() => document.activeElement).toBe(field("Page"))
  screen.getByText("Takes everything.")
  screen.getByText("Like this no team after it is ever tried.")
  await user.type(field("Page"), "/press*")
  screen.getByText("Takes pages /press*.")
  await user.click(button("Make the team"))
  await screen.findByText("“Press” is there.")
  expect(server.madeOf("team.save")).toEqual([{ name: "Press", agentIds: ["ana", "bo"], takes: [{ page: "/press*" }] }])
  expect(route.value).toEqual({ screen: "settings", section: "teams" })
  expect(teams.value.map(({ id }) => id)).toEqual(["sales", "made"])
})

test("a name that another team has is said at once, whatever its case, and is not sent", async () => {
  const user = openTeams("new")
  await user.type(field("Name"), "sales ")
  screen.getByText("Another team has this name.")
  await user.click(button("Make the team"))
  await expect.poll(() => document.activeElement).toBe(field("Name"))
  expect(server.madeOf("team.save")).toEqual([])
  await user.type(field("Name"), "x")
  expect(screen.queryByText("Another team has this name.")).toBeNull()
})

test("a name that somebody else took in the same moment is said at the name, for a new team and for one that is there", async () => {
  const user = openTeams("new", { answers: { "team.save": () => conflict } })
  await user.type(field("Name"), "Press{Enter}")
  await screen.findByText("Another team has this name.")
  expect(field("Name").getAttribute("aria-invalid")).toBe("true")
  expect(screen.queryByText("Somebody was faster.")).toBeNull()
  cleanup()
  const again = openTeams("sales", { answers: { "team.save": () => conflict } })
  await again.clear(field("Name"))
  await again.type(field("Name"), "Press{Enter}")
  await screen.findByText("Another team has this name.")
  await expect.poll(() => document.activeElement).toBe(field("Name"))
  expect(screen.queryByText("Somebody was faster.")).toBeNull()
})

test("whatever else the server refuses is said beside the button, and what was typed stays", async () => {
  const gone = refusal("unavailable", "The server is busy.")
  const user = openTeams("sales", { answers: { "team.save": () => gone } })
  await user.type(field("Name"), " team")
  await user.click(button("Save"))
  await screen.findByText("The server is busy.")
  expect(field("Name").value).toBe("Sales team")
})

test("what a colleague changed elsewhere in the team stays theirs, what both changed is pointed out", async () => {
  const user = openTeams("sales")
  await user.click(box(/^Ana/))
  act(() => {
    teams.value = [{ ...sales, name: "Selling" }, refunds]
  })
  expect(box(/^Ana/).checked).toBe(true)
  expect(screen.queryByText(/^Somebody else changed this meanwhile/)).toBeNull()
  act(() => {
    teams.value = [{ ...sales, name: "Selling", agentIds: [] }, refunds]
  })
  screen.getByText(/^Somebody else changed this meanwhile/)
  expect(box(/^Bo/).checked).toBe(true)
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  expect(server.madeOf("team.save")).toEqual([
    { id: "sales", name: "Selling", agentIds: ["ana", "bo"], takes: [{ page: "/pricing*" }] },
  ])
})

test("taking somebody out and in again changes nothing", async () => {
  const user = openTeams("sales", { all: [{ ...sales, agentIds: ["bo", "ana"] }] })
  await user.click(box(/^Ana/))
  expect(button("Save").disabled).toBe(false)
  await user.click(box(/^Ana/))
  expect(button("Save").disabled).toBe(true)
})

test("a removed rule is gone, and the focus goes on to adding another", async () => {
  const user = openTeams("sales", { all: [{ ...sales, takes: [{ page: "/a" }, { page: "/b" }] }] })
  await user.click(button("Remove rule 1"))
  screen.getByText("Takes pages /b.")
  await expect.poll(() => document.activeElement).toBe(button("Add a rule"))
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  expect(server.madeOf("team.save")).toMatchObject([{ takes: [{ page: "/b" }] }])
})

test("an address tells whether an earlier team gets it before this one", async () => {
  const user = openTeams("refunds")
  await user.type(field("Try it with an address"), "https://shop.example/pricing")
  screen.getByText("“Sales” gets it: it is tried earlier.")
})

test("a person's role is shown, and whoever may not answer is marked", () => {
  openTeams("sales", { all: [{ ...sales, agentIds: ["ana", "bo"] }] })
  act(() => {
    agents.value = [
      { ...owner, capacity: 0 },
      { ...bo, removed: true },
    ]
  })
  box(/^Ana\s*Owner · is asked nothing/)
  box(/^Bo\s*Agent · has no access any more/)
  screen.getByText(/^Everybody in this team is asked nothing/)
})

test("somebody who was removed can be taken out of a team, and cannot be put into one", () => {
  openTeams("refunds")
  act(() => {
    agents.value = [owner, { ...bo, removed: true }]
  })
  expect(screen.queryByRole("checkbox", { name: /^Bo/ })).toBeNull()
})

test("among many people one is looked for by name, and Enter there saves nothing", async () => {
  const user = openTeams("sales")
  expect(screen.queryByRole("searchbox", { name: "Find somebody" })).toBeNull()
  act(() => {
    agents.value = [
      owner,
      bo,
      ...Array.from({ length: 10 }, (_, index) => ({ ...bo, id: `p${index}`, name: `P${index}` })),
    ]
  })
  screen.getByText("1 of 12 people")
  await user.type(screen.getByRole("searchbox", { name: "Find somebody" }), "p7{Enter}")
  expect(screen.getAllByRole("checkbox")).toHaveLength(1)
  await user.click(box(/^P7/))
  expect(server.madeOf("team.save")).toEqual([])
  await user.type(screen.getByRole("searchbox"), "zz")
  screen.getByText("Nobody is called that.")
})

test("before a team is removed it is said what becomes of what it has", async () => {
  const user = openTeams("sales", {
    under: [{ ...policy, id: "buyers", name: "Buyers", applies: { teamId: "sales" } }],
  })
  act(() => receiveConversation(conversation("vera", { teamId: "sales" })))
  await user.click(button("Remove"))
  screen.getByText(
    "The one conversation that it has open goes to everybody. The policy “Buyers” is for this team and then fits nobody.",
  )
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }))
  expect(server.madeOf("team.remove")).toEqual([])
  await user.click(button("Remove"))
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }))
  await screen.findByText("“Sales” is removed.")
  expect(server.madeOf("team.remove")).toEqual([{ teamId: "sales" }])
  expect(names()).toEqual(["Refunds", "Everybody"])
})

test("a team that somebody else removes while I look at it is gone, and the way on is named", () => {
  openTeams("sales")
  act(() => {
    teams.value = [refunds]
  })
  screen.getByText("This team is gone")
  screen.getByRole("link", { name: "All teams" })
})

test.each(["agent", "supervisor"] as const)("an %s sees the teams and changes nothing", (role) => {
  openTeams("", { who: { ...owner, role } })
  screen.getByText("Only an owner changes teams. This is how they are.")
  expect(screen.queryByRole("button")).toBeNull()
  cleanup()
  openTeams("sales", { who: { ...owner, role } })
  screen.getByText("Bo")
  expect(screen.queryByText("Ana")).toBeNull()
  expect(screen.queryByRole("checkbox")).toBeNull()
  expect(screen.queryByRole("button")).toBeNull()
  expect(field("Name").readOnly).toBe(true)
  expect(field("Page").readOnly).toBe(true)
})
