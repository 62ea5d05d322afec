// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { now } from "../../state/clock"
import { receiveAgents, teams } from "../../state/people"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { People } from "./people"
import { openSection, owner, refusal } from "./testing/open-settings"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const tomorrow = NOON + 86_400_000
const olha = { id: "olha", email: "olha@nightingale.example", name: "Olha", role: "agent", createdAt: NOON } as const
const noInvitations: typeof server.answers = { "invitation.list": () => ({ ok: true, data: { invitations: [] } }) }

const rowOf = (name: string) => {
  const row = screen.getByText(name).closest("li")
  if (!row) throw new Error(`${name} is in no list`)
  return within(row)
}

test("an owner invites somebody and gets a link to hand over, shown once", async () => {
  const user = openSection(People, owner, {
    ...noInvitations,
    "invitation.create": () => ({
      ok: true,
      data: { link: "https://chat.example/panel/welcome#t", token: "t", invitation: { ...olha, expiresAt: tomorrow } },
    }),
  })
  await user.click(screen.getByRole("button", { name: "Invite" }))
  await user.type(screen.getByLabelText("Name"), "Olha")
  await user.type(screen.getByLabelText("E-mail"), "olha@nightingale.example{Enter}")
  expect(await screen.findByLabelText<HTMLTextAreaElement>("Link")).toHaveProperty(
    "value",
    "https://chat.example/panel/welcome#t",
  )
  expect(server.madeOf("invitation.create")).toEqual([{ name: "Olha", email: olha.email, role: "agent" }])
  await user.click(screen.getByRole("button", { name: "Done" }))
  rowOf("Olha").getByText(/the link works until/)
})

test("inviting an agent again is said beside the address", async () => {
  const user = openSection(People, owner, {
    ...noInvitations,
    "invitation.create": () => refusal("conflict", "bo@nightingale.example belongs to an agent already."),
  })
  await user.click(screen.getByRole("button", { name: "Invite" }))
  await user.type(screen.getByLabelText("Name"), "Bo")
  await user.type(screen.getByLabelText("E-mail"), "bo@nightingale.example{Enter}")
  await screen.findByText("This e-mail address belongs to an agent already.")
  expect(screen.getByLabelText("E-mail").getAttribute("aria-invalid")).toBe("true")
})

test("a revoked invitation leaves the list", async () => {
  const user = openSection(People, owner, {
    "invitation.list": () => ({ ok: true, data: { invitations: [{ ...olha, expiresAt: tomorrow }] } }),
  })
  await screen.findByText("Olha")
  await user.click(rowOf("Olha").getByRole("button", { name: "Revoke" }))
  await expect.poll(() => screen.queryByText("Olha")).toBeNull()
  expect(server.madeOf("invitation.revoke")).toEqual([{ invitationId: "olha" }])
})

test("whoever has come in is no longer among the invited", async () => {
  openSection(People, owner, {
    "invitation.list": () => ({ ok: true, data: { invitations: [{ ...olha, expiresAt: tomorrow }] } }),
  })
  await screen.findByText("Invited")
  receiveAgents([{ ...bo, id: "olha-agent", name: "Olha", email: olha.email }])
  await expect.poll(() => screen.queryByText("Invited")).toBeNull()
  screen.getByLabelText("Role of Olha")
})

test("removing asks first, and Cancel has the focus", async () => {
  const user = openSection(People, owner, {
    ...noInvitations,
    "agent.remove": () => ({ ok: true, data: { agent: { ...bo, removed: true } } }),
  })
  await user.click(screen.getByRole("button", { name: "Remove Bo" }))
  expect(server.madeOf("agent.remove")).toEqual([])
  await user.click(await screen.findByRole("button", { name: "Remove" }))
  await screen.findByText("Removed (1)")
  expect(server.madeOf("agent.remove")).toEqual([{ agentId: "bo" }])
})

test("the last owner can be neither removed nor demoted, and is told why", async () => {
  const user = openSection(People, owner, noInvitations)
  const role = screen.getByLabelText<HTMLSelectElement>("Role of Ana")
  await user.selectOptions(role, "agent")
  await screen.findByText("This is the last owner. Make somebody else an owner first.")
  expect([role.value, server.madeOf("agent.save")]).toEqual(["owner", []])
})

test("an owner gives a role", async () => {
  const user = openSection(People, owner, {
    ...noInvitations,
    "agent.save": () => ({ ok: true, data: { agent: { ...bo, role: "supervisor" } } }),
  })
  await user.selectOptions(screen.getByLabelText("Role of Bo"), "supervisor")
  await screen.findByText("Bo: supervisor from now on.")
  expect(server.madeOf("agent.save")).toEqual([{ agentId: "bo", role: "supervisor" }])
})

test("an agent sees who answers, can change nothing, and is told why", () => {
  openSection(People, bo)
  screen.getByText("Only an owner invites people and changes roles.")
  expect(screen.queryAllByRole("button").concat(screen.queryAllByRole("combobox"))).toEqual([])
  expect(server.made).toEqual([])
})

test("a list that did not come offers to try again", async () => {
  const user = openSection(People, owner, { "invitation.list": () => refusal("internal", "A mistake.") })
  const again = await screen.findByRole("button", { name: "Try again" })
  server.answers = {
    "invitation.list": () => ({ ok: true, data: { invitations: [{ ...olha, expiresAt: tomorrow }] } }),
  }
  await user.click(again)
  await screen.findByText("Olha")
})

const saves: typeof server.answers = {
  ...noInvitations,
  "agent.save": ({ capacity }) => ({ ok: true, data: { agent: { ...bo, capacity: Number(capacity) } } }),
}
const capacityOf = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name}: (up to|asked)`) })
const atOnce = () => screen.getByLabelText<HTMLInputElement>("Conversations at once")

test("how much somebody has at once stands beside their name, and an owner changes it", async () => {
  const user = openSection(People, owner, saves)
  expect(capacityOf("Bo").textContent).toBe("Bo: up to 5 at once")
  await user.click(capacityOf("Bo"))
  screen.getByText("While Bo has fewer than 5 open, the next conversation is offered.")
  screen.getByText(/^5 unless an owner says otherwise\./)
  await user.click(screen.getByRole("button", { name: "One fewer" }))
  screen.getByText("While Bo has fewer than 4 open, the next conversation is offered.")
  await user.click(screen.getByRole("button", { name: "Save" }))
  await screen.findByText("Bo: up to 4 at once from now on.")
  expect(server.madeOf("agent.save")).toEqual([{ agentId: "bo", capacity: 4 }])
  expect(screen.queryByRole("dialog")).toBeNull()
  expect(capacityOf("Bo").textContent).toBe("Bo: up to 4 at once")
})

test("none at once is told in words, and what nobody can have is not sent", async () => {
  const user = openSection(People, owner, saves)
  await user.click(capacityOf("Bo"))
  await user.clear(atOnce())
  await user.type(atOnce(), "101{Enter}")
  screen.getByText("A whole number from 0 to 100.")
  expect(atOnce().getAttribute("aria-invalid")).toBe("true")
  expect(server.madeOf("agent.save")).toEqual([])
  await user.clear(atOnce())
  await user.type(atOnce(), "0")
  screen.getByText(/^Bo is asked nothing\. When a whole team is rung it rings here too/)
  await user.type(atOnce(), "{Enter}")
  await screen.findByText("Bo is asked nothing from now on.")
  expect(server.madeOf("agent.save")).toEqual([{ agentId: "bo", capacity: 0 }])
})

test("a capacity that another owner set meanwhile is said, and what I typed stays", async () => {
  const user = openSection(People, owner, saves)
  await user.click(capacityOf("Bo"))
  await user.clear(atOnce())
  await user.type(atOnce(), "7")
  receiveAgents([{ ...bo, capacity: 2 }])
  await screen.findByText("Somebody set it to 2 meanwhile. Saving replaces that.")
  expect(atOnce().value).toBe("7")
})

test("a refused capacity is said where it was typed", async () => {
  const refused = refusal("forbidden", "Only an owner may change how many conversations one has.")
  const user = openSection(People, owner, { ...saves, "agent.save": () => refused })
  await user.click(capacityOf("Bo"))
  await user.click(screen.getByRole("button", { name: "One more" }))
  await user.click(screen.getByRole("button", { name: "Save" }))
  await screen.findByText("Only an owner may change how many conversations one has.")
  expect(atOnce().value).toBe("6")
})

test("everybody sees what colleagues have at once and which teams they are in, only an owner changes it", () => {
  teams.value = [{ id: "sales", name: "Sales", agentIds: ["bo"], takes: [] }]
  openSection(People, bo, noInvitations)
  rowOf("Bo").getByText("up to 5 at once")
  rowOf("Bo").getByText("Teams: Sales")
  expect(screen.queryByRole("button")).toBeNull()
  teams.value = []
})
