// @vitest-environment happy-dom
import { act, cleanup, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Policy } from "../../../../shared/protocol/types"
import { now } from "../../../state/clock"
import { policies, receivePolicy, teams } from "../../../state/people"
import { route } from "../../../state/route"
import { toasts } from "../../../state/toasts"
import { bo, NOON } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { openPolicies, owner, refusal } from "../testing/open-settings"
import { policy } from "../testing/policy-answers"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const customers: Policy = {
  ...policy,
  id: "customers",
  name: "Loyal",
  applies: { customer: true, page: "/pricing*" },
  targets: { firstTouchMs: 60_000 },
}
const shop: Policy = { ...policy, id: "shop", name: "Shop", applies: { siteId: "nightingale" } }
const all = [customers, shop, policy]

const names = () => screen.getAllByRole("listitem").map((row) => row.querySelector(".policy-name")?.textContent)
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name })
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: "input, select" })

test("policies stand in the order in which they are tried, whom each is for in words, the rest last", () => {
  openPolicies(null, { all })
  expect(names()).toEqual(["Loyal", "Shop", "Default"])
  screen.getByText("Customers on pages /pricing*")
  screen.getByText("Everybody on Nightingale Books")
  screen.getByText("Everybody else")
  screen.getByText("First reply within 1 minute, around the clock")
})

test("one policy for everybody says what another would be good for", () => {
  openPolicies(null)
  screen.getByText(/^One policy holds for everybody\. Make another/)
  expect(screen.queryByRole("button", { name: /^Try/ })).toBeNull()
})

test("the keyboard moves a policy, the button keeps the focus, and its new place is said", async () => {
  const user = openPolicies(null, { all })
  button("Try Shop earlier").focus()
  await user.keyboard("{Enter}")
  expect(names()).toEqual(["Shop", "Loyal", "Default"])
  screen.getByText("Shop is number 1 of 2 now.")
  expect(document.activeElement).toBe(button("Try Shop earlier"))
  expect(server.madeOf("policy.arrange")).toEqual([{ policyIds: ["shop", "customers"] }])
  await user.keyboard("{Enter}")
  expect(server.madeOf("policy.arrange")).toHaveLength(1)
})

test("an order that the server refuses is put back, and why is said", async () => {
  const conflict = refusal("conflict", "The policies have changed meanwhile: look at them again.")
  const user = openPolicies(null, { all, answers: { "policy.arrange": () => conflict } })
  await user.click(button("Try Loyal later"))
  await expect.poll(names).toEqual(["Loyal", "Shop", "Default"])
  expect(toasts.value).toHaveLength(1)
})

test("a new policy has a name, says whom it is for, and begins as what holds for everybody else", async () => {
  const user = openPolicies(null)
  await user.click(button("New policy"))
  await user.click(button("Make the policy"))
  screen.getByText("Please fill this in.")
  await user.type(field("Name"), "Loyal")
  await user.click(screen.getByLabelText("Customers"))
  await user.type(field("Page"), "/pricing*")
  screen.getByText("Customers on pages /pricing*.")
  await user.click(button("Make the policy"))
  await screen.findByText("“Loyal” is there. Now say what is to be otherwise.")
  const { targets, hours, renewMs, questions } = policy
  expect(server.madeOf("policy.create")).toEqual([
    { name: "Loyal", applies: { page: "/pricing*", customer: true }, targets, hours, ladder: null, renewMs, questions },
  ])
  expect(route.value).toEqual({ screen: "settings", section: "policies", item: "made" })
  screen.getByRole("heading", { level: 1, name: "Loyal" })
  expect(policies.value.map(({ id }) => id)).toEqual(["made", "default"])
})

test("a pattern is tried with an address that is typed beside it", async () => {
  const user = openPolicies("whom", { all, id: "customers" })
  const address = field("Try it with an address")
  await user.type(address, "shop.example")
  screen.getByText("An address begins with https://")
  await user.clear(address)
  await user.type(address, "https://shop.example/pricing/yearly")
  screen.getByText("This page fits.")
  await user.clear(field("Page"))
  await user.type(field("Page"), "/contacts")
  screen.getByText("This page does not fit.")
})

test("only the name is sent where only the name was changed", async () => {
  const user = openPolicies("whom", { all, id: "customers" })
  await user.type(field("Name"), " customers")
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([{ id: "customers", name: "Loyal customers" }])
})

test("conditions that a colleague changed stay theirs where I changed another one", async () => {
  const user = openPolicies("whom", { all, id: "customers" })
  await user.selectOptions(field("Site"), "Nightingale Books")
  act(() => receivePolicy({ ...customers, applies: { customer: false, page: "/pricing*" } }))
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([
    { id: "customers", applies: { siteId: "nightingale", page: "/pricing*", customer: false } },
  ])
})

test("a policy without a condition says that none after it is ever tried", async () => {
  const user = openPolicies("whom", { all, id: "shop" })
  await user.selectOptions(field("Site"), "Any site")
  screen.getByText("Like this it is for everybody, and no policy after it is ever tried.")
})

test("a policy whose team is gone is for nobody, and says so", () => {
  openPolicies(null, { all: [{ ...shop, applies: { teamId: "gone" } }, policy] })
  screen.getByText("Nobody: the team it was for is removed")
})

test("a team is a condition as soon as there is one", () => {
  openPolicies("whom", { all, id: "shop" })
  expect(screen.queryByLabelText("Team")).toBeNull()
  act(() => {
    teams.value = [{ id: "books", name: "Books", agentIds: [], takes: [] }]
  })
  within(field("Team")).getByText("Books")
})

test("the policy for everybody else has a name of its own and stays", async () => {
  const user = openPolicies("whom")
  screen.getByText("It is for everybody whom no other policy is for, and is tried last.")
  expect(screen.queryByLabelText("Page")).toBeNull()
  expect(screen.queryByRole("button", { name: "Remove" })).toBeNull()
  await user.clear(field("Name"))
  await user.type(field("Name"), "The promise")
  await user.click(button("Save"))
  await screen.findByRole("heading", { level: 1, name: "The promise" })
})

test("a removed policy comes back by one click, with all that it was and at its place", async () => {
  const user = openPolicies("targets", { all: [shop, customers, policy], id: "customers" })
  await user.click(button("Remove"))
  await screen.findByText(/^“Loyal” is removed\./)
  expect(names()).toEqual(["Shop", "Default"])
  await user.click(button("Undo"))
  await screen.findByText("“Loyal” is back.")
  expect(names()).toEqual(["Shop", "Loyal", "Default"])
  expect(server.madeOf("policy.create")).toEqual([
    expect.objectContaining({ name: "Loyal", applies: customers.applies, targets: customers.targets, ladder: null }),
  ])
})

test("a policy that somebody else removes while I look at it is gone, and the way on is named", () => {
  openPolicies("targets", { all, id: "customers" })
  act(() => {
    policies.value = [policy]
  })
  screen.getByText("This policy is gone")
  screen.getByRole("link", { name: "All policies" })
})

test("after a miss an answer is promised anew, and what that means is told as times", async () => {
  const user = openPolicies("missed")
  screen.getByText(/^Who waits in vain until \d\d:02 is told that they have an answer by \d\d:12\./)
  await user.type(field("Question 1"), "Which order?")
  await user.type(field("Question 2"), "Since when?")
  await user.click(screen.getByRole("switch", { name: "Promise an answer anew" }))
  screen.getByText("Off: they are told that it takes longer, and no time is named.")
  await user.click(button("Save"))
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([
    { id: "default", renewMs: null, questions: ["Which order?", "Since when?"] },
  ])
})

test("an agent sees the policies and cannot change their order", () => {
  openPolicies(null, { all, who: bo })
  screen.getByText("Only an owner changes policies. This is what holds.")
  expect(screen.queryByRole("button")).toBeNull()
  cleanup()
  openPolicies("missed", { who: bo })
  screen.getByText("Nothing is asked.")
  expect(field("minutes").readOnly).toBe(true)
  cleanup()
  openPolicies("whom", { who: { ...owner, role: "supervisor" }, all, id: "shop" })
  expect(screen.getByLabelText<HTMLSelectElement>("Site").disabled).toBe(true)
  expect(screen.queryByRole("button", { name: "Remove" })).toBeNull()
})
