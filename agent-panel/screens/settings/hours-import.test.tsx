// @vitest-environment happy-dom
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { cleanup, fireEvent, screen, within } from "@testing-library/preact"
import type { UserEvent } from "@testing-library/user-event"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { OpeningHours } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import { type OtherDay, officeHours } from "../../state/settings-hours"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPolicies } from "./testing/open-settings"
import { policy } from "./testing/policy-answers"

vi.mock("../../state/client", () => import("../../testing/fake-server"))
/** There are no workers here: a file is read on the spot, by the same reader. */
vi.mock("../../state/calendar-file/in-worker", async () => {
  const { holidaysIn } = await import("../../state/calendar-file/holidays-in")
  const inWorker: typeof import("../../state/calendar-file/in-worker").inWorker = async ({ icsText, span }) =>
    holidaysIn(icsText, span)
  return { inWorker }
})

const KYIV = officeHours("Europe/Kyiv")
const UKRAINE = readFileSync(join(import.meta.dirname, "../../state/calendar-file/testing/ukraine.ics"), "utf8")

beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

/** What a browser tells of things that are dragged over the page; gives whether it goes on to do with them what it likes. */
function drag(type: "dragover" | "drop", files: File[], types = ["Files"]): boolean {
  const event = new Event(type, { bubbles: true, cancelable: true })
  return fireEvent(document.body, Object.assign(event, { dataTransfer: { files, types } }))
}

const open = (exceptions: OtherDay[] = []) =>
  openPolicies("hours", { all: [{ ...policy, hours: { ...KYIV, exceptions } }] })

const file = (text: string, name = "holidays.ics") => new File([text], name, { type: "text/calendar" })
const calendar = (...events: string[]) => ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR", ""].join("\r\n")
const dayOf = (date: string, name: string, ...more: string[]) =>
  ["BEGIN:VEVENT", `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`, ...more, "END:VEVENT"].join("\r\n")
const christmas = dayOf("20261225", "Christmas")

const input = () => screen.getByLabelText<HTMLInputElement>("From a calendar file", { selector: "input" })
const pickButton = () => screen.getByRole<HTMLButtonElement>("button", { name: "From a calendar file" })
const saveButton = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" })
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name })
const ticked = () => screen.getAllByRole<HTMLInputElement>("checkbox").map(({ checked }) => checked)
const listed = () => screen.queryAllByLabelText<HTMLInputElement>("Date").map(({ value }) => value)

async function choose(user: UserEvent, ics: string, name?: string) {
  await user.upload(input(), file(ics, name))
  return within(await screen.findByRole("dialog"))
}

test("the holidays of a file are looked through, added closed all day, and saved with the rest", async () => {
  const user = open([{ date: "2027-12-31", name: "Stocktaking", hours: [] }])
  const preview = await choose(user, UKRAINE, "ukraine.ics")
  preview.getByRole("heading", { name: "Days in “ukraine.ics”" })
  preview.getByText("21 whole days until May 23, 2028. A day that is ticked will be closed all day.")
  expect(preview.getAllByRole("group", { name: /^20/ })).toHaveLength(3)
  await user.click(box("Fri, December 25 Різдво Христове"))
  expect(saveButton().disabled).toBe(true)
  await user.click(preview.getByRole("button", { name: "Add 19 days" }))

  screen.getByText("19 days are in the list. They hold once you save.")
  expect(screen.queryByRole("dialog")).toBeNull()
  await expect.poll(() => document.activeElement).toBe(pickButton())
  expect(listed().slice(0, 3)).toEqual(["2026-12-29", "2026-12-30", "2026-12-31"])
  expect(listed()).toEqual(listed().toSorted())
  await user.click(saveButton())
  await screen.findByText("Saved.")
  const [saved] = server.madeOf("policy.save").map(({ hours }) => hours as OpeningHours)
  expect(saved?.exceptions).toHaveLength(20)
  expect(saved?.exceptions[4]).toEqual({ date: "2027-03-08", name: "Міжнародний жіночий день", hours: [] })
})

test("nothing is taken over by whoever closes what was found", async () => {
  const user = open()
  const preview = await choose(user, UKRAINE)
  await user.click(preview.getByRole("button", { name: "Cancel" }))
  expect(listed()).toEqual([])
  expect(saveButton().disabled).toBe(true)
  await expect.poll(() => document.activeElement).toBe(pickButton())
})

test("a day that is in the list already stays as it is, and is said to be there", async () => {
  const shortDay = { date: "2026-12-24", name: "Short day", hours: [{ from: "09:00", to: "14:00" }] }
  const user = open([shortDay, { date: "2026-12-25", name: "Xmas", hours: [] }])
  const preview = await choose(user, calendar(dayOf("20261224", "Eve"), christmas, dayOf("20261226", "Second")))
  preview.getByText(/What is in your list already stays as it is\.$/)
  preview.getByText("In your list already, open 09:00 – 14:00")
  preview.getByText("In your list already")
  expect(ticked()).toEqual([true])
  await user.click(preview.getByRole("button", { name: "Add 1 day" }))
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")[0]?.hours).toMatchObject({
    exceptions: [shortDay, { name: "Xmas" }, { date: "2026-12-26", name: "Second", hours: [] }],
  })
})

test("a file that brings nothing new can only be closed", async () => {
  const user = open([{ date: "2026-12-25", name: "Xmas", hours: [] }])
  const preview = await choose(user, calendar(christmas))
  preview.getByText("Every day of it is in your list already.")
  expect(preview.queryByRole("checkbox")).toBeNull()
  expect(preview.queryByRole("button", { name: /^Add/ })).toBeNull()
})

test("a file without a whole day ahead says so, and what was left out why", async () => {
  const user = open()
  const past = ["Ana", "Bo", "Vera", "Viktor"].map((name) => dayOf("20260101", name))
  const preview = await choose(user, calendar(...past, dayOf("20290101", ""), dayOf("Monday", "Odd")))
  preview.getByText("No event in this file takes a whole day between today and May 23, 2028.")
  preview.getByText("4 events are over: “Ana”, “Bo”, “Vera” …")
  preview.getByText("1 event comes after May 23, 2028.")
  preview.getByText("1 event cannot be read: “Odd”.")
})

test("an empty file says that it is", async () => {
  const preview = await choose(open(), calendar())
  preview.getByText("There are no events in this file.")
})

test("days that the calendar calls free are not ticked, unless all of them are", async () => {
  const free = dayOf("20261226", "Bo’s birthday", "TRANSP:TRANSPARENT")
  const user = open()
  const preview = await choose(user, calendar(christmas, free))
  expect(box("Sat, December 26 Bo’s birthday Marked as free in that calendar").checked).toBe(false)
  expect(box("Fri, December 25 Christmas").checked).toBe(true)
  await user.click(preview.getByRole("button", { name: "Cancel" }))
  await choose(user, calendar(free))
  expect(box("Sat, December 26 Bo’s birthday").checked).toBe(true)
})

test("all days are ticked and unticked at once, and none cannot be added", async () => {
  const user = open()
  const preview = await choose(user, calendar(christmas, dayOf("20261226", "Second")))
  await user.click(box("All days"))
  expect(ticked()).toEqual([false, false, false])
  preview.getByText("0 of 2 ticked.")
  await user.click(preview.getByRole("button", { name: "Add days" }))
  screen.getByRole("dialog")
  await user.click(box("Fri, December 25 Christmas"))
  expect(box("All days").indeterminate).toBe(true)
  await user.click(box("All days"))
  expect(ticked()).toEqual([true, true, true])
})

test("more days than the list has room for are said, and cannot be added", async () => {
  const there = Array.from({ length: 199 }, (_, day) => ({
    date: new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
    name: "Renovation",
    hours: [],
  }))
  const user = open(there)
  const preview = await choose(user, calendar(christmas, dayOf("20261226", "Second")))
  preview.getByText("1 of 2 ticked. The list holds 200 days: 1 day more will fit.")
  await user.click(box("Sat, December 26 Second"))
  preview.getByText(/Untick 1 more, or remove days from the list\.$/)
  await user.click(preview.getByRole("button", { name: "Add 2 days" }))
  screen.getByRole("dialog")
  await user.click(box("Fri, December 25 Christmas"))
  await user.click(preview.getByRole("button", { name: "Add 1 day" }))
  expect(listed()).toHaveLength(200)
})

test.each([
  ["is no calendar", "<!doctype html>", "It is not a calendar file: those begin with BEGIN:VCALENDAR."],
  ["has a broken line", calendar("DTSTART"), "Line 2 cannot be read: “DTSTART”."],
  ["is cut off", "BEGIN:VCALENDAR\r\n", /^Something in it begins and does not end/],
  ["is larger than 1 MB", calendar(christmas) + " ".repeat(1_048_576), /^It is larger than 1 MB\./],
])("a file that %s changes nothing, and what is wrong is named", async (_, ics, reason) => {
  const user = open()
  await user.upload(input(), file(ics))
  const said = "“holidays.ics” was not taken over, and nothing was changed. "
  const alert = await screen.findByRole("alert")
  expect(alert.textContent?.slice(0, said.length)).toBe(said)
  expect(alert.textContent?.slice(said.length)).toMatch(reason)
  expect(screen.queryByRole("dialog")).toBeNull()
  await choose(user, calendar(christmas))
  expect(screen.queryByRole("alert")).toBeNull()
})

test("a file that cannot be opened any more is said to be so", async () => {
  const gone = file("")
  gone.text = () => Promise.reject(new DOMException("Gone", "NotFoundError"))
  await open().upload(input(), gone)
  expect((await screen.findByRole("alert")).textContent).toMatch(/It could not be opened\./)
})

test("a file is dropped anywhere on the page, one at a time", async () => {
  open()
  drag("dragover", [file("")])
  await screen.findByText("Drop the calendar file here")
  drag("drop", [file(""), file("")])
  expect((await screen.findByRole("alert")).textContent).toBe("Please choose one file at a time.")
  expect(screen.queryByText("Drop the calendar file here")).toBeNull()
  drag("drop", [file(calendar(christmas))])
  await screen.findByRole("dialog")
})

test("a file that is dropped does not take the page away, a text goes where it went before", () => {
  open()
  expect(drag("dragover", [])).toBe(false)
  expect(drag("drop", [])).toBe(false)
  expect(drag("dragover", [], ["text/plain"])).toBe(true)
})

test("an agent is offered no file to take over", () => {
  openPolicies("hours", { who: bo, all: [{ ...policy, hours: KYIV }] })
  expect(screen.queryByLabelText("From a calendar file")).toBeNull()
})
