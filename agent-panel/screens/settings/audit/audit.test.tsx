// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { AUDIT_KINDS } from "../../../../shared/protocol/audit"
import type { AuditEntry } from "../../../../shared/protocol/types"
import { en } from "../../../locales/audit.en"
import { ru } from "../../../locales/audit.ru"
import { uk } from "../../../locales/audit.uk"
import { GROUPS, showWholeAudit } from "../../../state/settings-audit"
import { bo } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { openSection, owner, refusal } from "../testing/open-settings"
import { Audit } from "./audit"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

const AT = Date.UTC(2026, 10, 25, 12, 0)

function entry(part: Partial<AuditEntry>): AuditEntry {
  const by = { kind: "agent" as const, id: owner.id, name: owner.name }
  return {
    id: `${Math.random()}`,
    at: AT,
    kind: "signed-in",
    by,
    about: null,
    agentId: null,
    value: null,
    fields: [],
    ...part,
  }
}

const answers = (entries: AuditEntry[], next: string | null = null) => ({
  "audit.list": () => ({ ok: true as const, data: { entries, next } }),
})

afterEach(() => {
  cleanup()
  showWholeAudit()
})

test("a line says what was done, and who did it", async () => {
  openSection(
    Audit,
    owner,
    answers([
      entry({ kind: "policy.save", about: "Everybody", fields: ["targets", "ladder"] }),
      entry({ kind: "agent.save", about: "Bo", agentId: "bo", value: "supervisor", fields: ["role"] }),
      entry({ kind: "sign-in-failed", by: { kind: "stranger", id: null, name: null }, about: "Bo", agentId: "bo" }),
      entry({ kind: "site.save", by: { kind: "program", id: "ana", name: "Ana" }, about: "Books" }),
    ]),
  )
  await screen.findByText("Policy “Everybody” changed: targets, ladder")
  expect(screen.getAllByRole("listitem").map((line) => line.textContent?.replace(/^\d\d:\d\d/, ""))).toEqual([
    `Policy “Everybody” changed: targets, ladder${owner.name}`,
    `Bo is supervisor now${owner.name}`,
    "Wrong password for BoNot signed in",
    "Site “Books” madeA program of Ana",
  ])
})

test("words, a person and a kind of thing narrow it down, and everything is one press away", async () => {
  const user = openSection(Audit, owner, answers([]))
  await screen.findByText("Nothing yet")
  await user.selectOptions(screen.getByLabelText("Who"), "bo")
  await user.selectOptions(screen.getByLabelText("What"), "keys")
  await user.type(screen.getByLabelText("Search names"), "x")
  expect(server.madeOf("audit.list").at(-1)).toEqual({ limit: 50, agentId: "bo", kinds: GROUPS.keys, text: "x" })
  await user.click(await screen.findByRole("button", { name: "Show everything" }))
  expect(server.madeOf("audit.list").at(-1)).toEqual({ limit: 50 })
})

test("earlier lines come below, and when they do not, what is there stays", async () => {
  const user = openSection(Audit, owner, answers([entry({ kind: "team.remove", about: "Books" })], "cursor"))
  await screen.findByText("Team “Books” removed")
  server.answers = { "audit.list": () => refusal("unavailable", "away") }
  await user.click(screen.getByRole("button", { name: "Earlier" }))
  expect((await screen.findByRole("alert")).textContent).toContain("The earlier lines did not load.")
  server.answers = answers([entry({ kind: "team.remove", about: "Prints" })])
  await user.click(screen.getByRole("button", { name: "Earlier" }))
  await screen.findByText("Team “Prints” removed")
  expect(screen.getByText("Team “Books” removed")).toBeTruthy()
  expect(server.madeOf("audit.list").at(-1)).toMatchObject({ before: "cursor" })
})

test("what does not load offers a way on", async () => {
  const user = openSection(Audit, owner, { "audit.list": () => refusal("unavailable", "away") })
  await screen.findByText(/This did not load/)
  server.answers = answers([entry({})])
  await user.click(screen.getByRole("button", { name: "Try again" }))
  await screen.findByText("Signed in")
})

test("whoever is no owner is told so, and asks for nothing", () => {
  openSection(Audit, bo)
  expect(screen.getByText("Only an owner reads the audit log.")).toBeTruthy()
  expect(server.madeOf("audit.list")).toEqual([])
})

test("every kind has a sentence in each language and stands in a group", () => {
  const said = { about: "Books", value: "on", fields: "name", isOwn: false }
  for (const words of [en, ru, uk]) {
    for (const kind of AUDIT_KINDS) expect(words.lines[kind](said).length).toBeGreaterThan(3)
  }
  expect([...new Set(Object.values(GROUPS).flat())].sort()).toEqual([...AUDIT_KINDS].sort())
})
