// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import type { Site } from "../../../shared/protocol/types"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { originIn } from "./site-origins"
import { Sites } from "./sites"
import { openSection, owner } from "./testing/open-settings"

// A frame with a page of its own needs a real browser: preview.browser.test.ts.
vi.mock("./site-preview", () => ({ SitePreview: () => null }))
vi.mock("../../state/client", () => import("../../testing/fake-server"))

afterEach(() => {
  cleanup()
  toasts.value = []
})

const look = { accent: "#0b6e4f", side: "right", greeting: null } as const
const site = (changes: Partial<Site> = {}): Site => ({
  id: "nightingale",
  name: "Nightingale Books",
  look,
  allowedOrigins: [],
  retentionDays: 365,
  createdAt: NOON,
  ...changes,
})

const nothingRefused: typeof server.answers = {
  "origin.refused": () => ({ ok: true, data: { refused: [] } }),
  "identity.read": () => ({ ok: true, data: { identity: null } }),
}
const saves: typeof server.answers = {
  ...nothingRefused,
  "site.save": (draft) => ({ ok: true, data: { site: site({ id: "second", ...(draft as Partial<Site>) }) } }),
}

test("the line to paste names the server and the site, and copying says that it is done", async () => {
  const user = openSection(Sites, owner, nothingRefused)
  const line = `<script async src="${location.origin}/widget.js" data-site="nightingale" data-accent="#0b6e4f"></script>`
  expect(screen.getByLabelText<HTMLTextAreaElement>("The line to paste").value).toBe(line)
  await user.click(screen.getByRole("button", { name: "Copy" }))
  await screen.findByRole("button", { name: "Copied" })
  expect(await navigator.clipboard.readText()).toBe(line)
})

test("where the browser does not let a page copy, the line is marked for copying by hand", async () => {
  const user = openSection(Sites, owner, nothingRefused)
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("no clipboard without https"))
  await user.click(screen.getByRole("button", { name: "Copy" }))
  await screen.findByText("Press Ctrl C or ⌘ C")
})

test("an owner changes name and look", async () => {
  const user = openSection(Sites, owner, saves)
  await user.type(screen.getByLabelText("Name"), " Lviv")
  await user.click(screen.getByLabelText("Left"))
  await user.type(screen.getByLabelText("Greeting"), "Ask us about books.")
  await user.click(screen.getByRole("button", { name: "Save" }))
  await screen.findByText("Saved.")
  expect(server.madeOf("site.save")).toEqual([
    {
      id: "nightingale",
      name: "Nightingale Books Lviv",
      allowedOrigins: [],
      look: { accent: "#0b6e4f", side: "left", greeting: "Ask us about books." },
    },
  ])
})

test("a new site is named first, then has a line of its own", async () => {
  const user = openSection(Sites, owner, saves)
  await user.click(screen.getByRole("button", { name: "New site" }))
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText("Name"))
  await user.keyboard("Second shop{Enter}")
  const line = await screen.findByLabelText<HTMLTextAreaElement>("The line to paste")
  expect(line.value).toContain('data-site="second"')
})

test("a refused page is allowed by one click", async () => {
  const origin = "https://shop.example"
  const user = openSection(Sites, owner, {
    "origin.refused": () => ({
      ok: true,
      data: { refused: [{ siteId: "nightingale", origin, count: 3, lastAt: NOON }] },
    }),
    "origin.allow": () => ({ ok: true, data: { site: site({ allowedOrigins: [origin] }) } }),
  })
  await screen.findByText(/asked 3 times/)
  await user.click(screen.getByRole("button", { name: "Allow" }))
  await screen.findByRole("button", { name: `Remove ${origin}` })
  expect(server.madeOf("origin.allow")).toEqual([{ siteId: "nightingale", origin }])
  expect(screen.queryByText("Refused")).toBeNull()
})

test("a page that was refused while its owner looked at it is there when they come back", async () => {
  openSection(Sites, owner, nothingRefused)
  await screen.findByText("Where it may be shown")
  const asked = { siteId: "nightingale", origin: "https://shop.example", count: 1, lastAt: NOON }
  server.answers["origin.refused"] = () => ({ ok: true, data: { refused: [asked] } })
  document.dispatchEvent(new Event("visibilitychange"))
  await screen.findByText("https://shop.example")
})

test("an address that was taken away can be had back", async () => {
  const origin = "https://shop.example"
  const user = openSection(Sites, owner, saves)
  await user.type(screen.getByLabelText("Address"), "shop.example/pricing{Enter}")
  await user.click(await screen.findByRole("button", { name: `Remove ${origin}` }))
  await user.click(await screen.findByRole("button", { name: "Undo" }))
  await screen.findByRole("button", { name: `Remove ${origin}` })
  expect(server.madeOf("site.save").map(({ allowedOrigins }) => allowedOrigins)).toEqual([[origin], [], [origin]])
})

test("an agent sees how a site is set, cannot change it, and is told why", () => {
  openSection(Sites, bo, nothingRefused)
  screen.getByText("Only an owner changes a site. This is how it is set.")
  expect(screen.getByLabelText<HTMLInputElement>("Name").readOnly).toBe(true)
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull()
})

test.each([
  ["https://shop.example", "https://shop.example"],
  [" https://Shop.example/pricing?from=mail#top ", "https://shop.example"],
  ["shop.example", "https://shop.example"],
  ["http://localhost:8080/", "http://localhost:8080"],
  ["shop", null],
  ["javascript:alert(1)", null],
  ["ftp://shop.example", null],
  ["", null],
])("%j names the origin %j", (typed, origin) => {
  expect(originIn(typed)).toBe(origin)
})

test("conversations are kept for longer at once, and for less only after asking", async () => {
  const user = openSection(Sites, owner, saves)
  const field = () => screen.getByLabelText<HTMLSelectElement>("Kept for")
  await user.selectOptions(field(), "2 years")
  await screen.findByText("Saved.")
  expect(server.madeOf("site.save").at(-1)).toMatchObject({ id: "nightingale", retentionDays: 730 })
  await user.selectOptions(field(), "30 days")
  const dialog = await screen.findByRole("dialog", { name: "Keep conversations for 30 days only?" })
  expect(server.madeOf("site.save")).toHaveLength(1)
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }))
  expect(server.madeOf("site.save")).toHaveLength(1)
  await user.selectOptions(field(), "30 days")
  await user.click(await screen.findByRole("button", { name: "Erase what is older" }))
  expect(server.madeOf("site.save").at(-1)).toMatchObject({ retentionDays: 30 })
})
