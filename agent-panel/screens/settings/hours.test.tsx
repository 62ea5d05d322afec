// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Agent, OpeningHours } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import { receivePolicy } from "../../state/people"
import { officeHours, ownTimeZone } from "../../state/settings-hours"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPolicies, owner, refusal } from "./testing/open-settings"
import { policy } from "./testing/policy-answers"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

/** Noon of the tests is a Monday, two in the afternoon in Kyiv. */
const KYIV = officeHours("Europe/Kyiv")
beforeEach(() => {
  now.value = NOON
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

const open = (
  hours: OpeningHours | null,
  { who = owner, answers = {} }: { who?: Agent; answers?: typeof server.answers } = {},
) => openPolicies("hours", { who, answers, all: [{ ...policy, hours }] })

const sentHours = () => server.madeOf("policy.save").map(({ hours }) => hours as OpeningHours | null)
const saveButton = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" })
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
/** A field for times is filled as a browser does it: whole, or empty as long as a part is missing. */
const fill = (label: string, value: string) => fireEvent.input(field(label), { target: { value } })
const day = (name: string) => within(screen.getByRole("group", { name }))

test("what is always open gets office hours in the browser's zone by one click, and only the hours are sent", async () => {
  const user = open(null)
  screen.getByText(/^Open around the clock\. Whoever writes now has an answer by \d\d:\d2\.$/)
  await user.click(screen.getByLabelText("In these hours"))
  expect(field("Monday, from").value).toBe("09:00")
  expect(field("Friday, until").value).toBe("18:00")
  day("Saturday").getByText("Closed")
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(server.madeOf("policy.save")).toEqual([{ id: "default", hours: officeHours(ownTimeZone()) }])
  expect(saveButton().disabled).toBe(true)
})

test("always open again is null, and Save is there only for what changes something", async () => {
  const user = open(KYIV)
  await user.click(screen.getByLabelText("Always open"))
  await user.click(screen.getByLabelText("In these hours"))
  expect(saveButton().disabled).toBe(true)
  await user.click(screen.getByLabelText("Always open"))
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(sentHours()).toEqual([null])
})

test("a sentence says what follows for whoever writes last, on the clocks of the hours' zone", () => {
  open(KYIV)
  screen.getByText("It is 14:00 there now.")
  screen.getByText("Open now. Whoever writes at 17:59 has an answer by 09:01 tomorrow.")
  fill("Tuesday, from", "10:30")
  screen.getByText("Open now. Whoever writes at 17:59 has an answer by 10:31 tomorrow.")
})

test("while it is closed the sentence names the opening, over a weekend by its day", () => {
  now.value = Date.UTC(2026, 10, 27, 18, 30)
  open(KYIV)
  screen.getByText("Closed now, open again at 09:00 on Monday. Whoever writes now has an answer by 09:02 on Monday.")
})

test("hours that never open are told as such", async () => {
  const user = open({ ...KYIV, week: [[{ from: "09:00", to: "18:00" }], [], [], [], [], [], []] })
  await user.click(screen.getByRole("button", { name: "Remove these hours: Monday" }))
  screen.getByText("Like this it never opens, and nobody is promised an answer.")
})

test("a day gets hours and loses them, and the focus is where the hand is", async () => {
  const user = open(KYIV)
  await user.click(screen.getByRole("button", { name: "Add hours: Saturday" }))
  await expect.poll(() => document.activeElement).toBe(field("Saturday, from"))
  await user.click(screen.getByRole("button", { name: "Remove these hours: Saturday" }))
  await expect.poll(() => document.activeElement).toBe(screen.getByRole("button", { name: "Add hours: Saturday" }))
})

test("Tuesday to Friday become like Monday by one click", async () => {
  const user = open(KYIV)
  fill("Monday, until", "20:00")
  await user.click(screen.getByRole("button", { name: "Tuesday to Friday like Monday" }))
  await screen.findByText("Tuesday to Friday now have Monday’s hours.")
  await user.click(saveButton())
  await screen.findByText("Saved.")
  const long = [{ from: "09:00", to: "20:00" }]
  expect(sentHours()).toEqual([{ ...KYIV, week: [long, long, long, long, long, [], []] }])
})

test("midnight as an end is the end of the day, and a whole day says so", async () => {
  const user = open(KYIV)
  fill("Monday, from", "00:00")
  fill("Monday, until", "00:00")
  day("Monday").getByText("The whole day.")
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(sentHours()[0]?.week[0]).toEqual([{ from: "00:00", to: "24:00" }])
})

test("hours past midnight say that they end on the next day", () => {
  open(KYIV)
  fill("Friday, until", "02:00")
  day("Friday").getByText("Ends on the next day.")
})

test("hours that overlap are named at their fields and not sent", async () => {
  const user = open(KYIV)
  fill("Monday, until", "10:00")
  fill("Tuesday, until", "09:00")
  fill("Wednesday, until", "09:30")
  fill("Thursday, from", "09:10")
  fill("Wednesday, from", "10:00")
  day("Tuesday").getByText("It ends when it begins. A whole day is from midnight to midnight.")
  day("Thursday").getByText("These hours overlap those before.")
  expect(field("Thursday, from").getAttribute("aria-invalid")).toBe("true")
  screen.getByText("Once the hours below are right, this says what follows from them.")
  await user.click(saveButton())
  await expect.poll(() => document.activeElement).toBe(field("Tuesday, from"))
  expect(server.madeOf("policy.save")).toEqual([])
})

test("a time that is missing is named once somebody wants to save it", async () => {
  const user = open(KYIV)
  fill("Monday, until", "")
  expect(screen.queryByText("Please enter both times.")).toBeNull()
  await user.click(saveButton())
  day("Monday").getByText("Please enter both times.")
  await expect.poll(() => document.activeElement).toBe(field("Monday, until"))
  expect(server.madeOf("policy.save")).toEqual([])
})

test("changes that are not saved are discarded by one click", async () => {
  const user = open(KYIV)
  fill("Monday, until", "20:00")
  await user.click(screen.getByRole("button", { name: "Discard changes" }))
  expect(field("Monday, until").value).toBe("18:00")
  expect(screen.queryByRole("button", { name: "Discard changes" })).toBeNull()
})

test("what the server refuses is said, and what was entered is kept", async () => {
  const answers = { "policy.save": () => refusal("invalid_input", "The time zone is not known.") }
  const user = open(KYIV, { answers })
  fill("Monday, until", "20:00")
  await user.click(saveButton())
  expect((await screen.findByRole("alert")).textContent).not.toBe("")
  expect(field("Monday, until").value).toBe("20:00")
  expect(saveButton().disabled).toBe(false)
})

test("without a line nothing is lost and saving says why it did not happen", async () => {
  const user = open(KYIV)
  fill("Monday, until", "20:00")
  server.dropLine()
  await user.click(saveButton())
  await screen.findByRole("alert")
  expect(field("Monday, until").value).toBe("20:00")
})

test("a holiday is added with the next free date, named, and holds instead of the week", async () => {
  const user = open(KYIV)
  screen.getByText("None ahead. Add the next holiday, and nobody waits for an answer on it.")
  await user.click(screen.getByRole("button", { name: "Add a day" }))
  await expect.poll(() => document.activeElement).toBe(field("Date"))
  expect(field("Date").value).toBe("2026-11-24")
  await user.type(field("What for"), "Stocktaking")
  screen.getByText("Open now. Whoever writes at 17:59 has an answer by 09:01 on Wednesday.")
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(sentHours()[0]?.exceptions).toEqual([{ date: "2026-11-24", name: "Stocktaking", hours: [] }])
})

test("a day has hours of its own, and two of one date are named at the second", async () => {
  const stocktaking = { date: "2026-11-24", name: "Stocktaking", hours: [] }
  const user = open({ ...KYIV, exceptions: [stocktaking] })
  await user.click(screen.getByRole("button", { name: "Add hours: Tuesday, November 24, 2026" }))
  expect(field("Tuesday, November 24, 2026, from").value).toBe("09:00")
  await user.click(screen.getByRole("button", { name: "Add a day" }))
  const second = screen.getAllByLabelText<HTMLInputElement>("Date")[1]
  expect(second?.value).toBe("2026-11-25")
  if (second) fireEvent.input(second, { target: { value: "2026-11-24" } })
  screen.getByText("This date is in the list already.")
  expect(second?.getAttribute("aria-invalid")).toBe("true")
})

test("days that are over are folded away and can be removed", async () => {
  const christmas = { date: "2025-12-25", name: "Christmas", hours: [] }
  const user = open({ ...KYIV, exceptions: [christmas, { ...christmas, date: "2026-12-25" }] })
  expect(screen.getAllByLabelText("Date")).toHaveLength(1)
  const past = screen.getByText("Past (1)")
  await user.click(past)
  await user.click(screen.getByRole("button", { name: "Remove Thursday, December 25, 2025" }))
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(sentHours()[0]?.exceptions).toEqual([{ date: "2026-12-25", name: "Christmas", hours: [] }])
})

test("another zone is chosen, the browser's own stands first", async () => {
  const user = open(null)
  await user.click(screen.getByLabelText("In these hours"))
  const zone = screen.getByLabelText<HTMLSelectElement>("Time zone")
  expect(zone.options[0]?.value).toBe(ownTimeZone())
  await user.selectOptions(zone, "Asia/Tokyo")
  screen.getByText("It is 21:00 there now.")
  await user.click(saveButton())
  await screen.findByText("Saved.")
  expect(sentHours()[0]?.timeZone).toBe("Asia/Tokyo")
})

test("an agent sees the hours, cannot change them, and is told why", () => {
  open(KYIV, { who: bo })
  screen.getByText("Only an owner changes policies. This is what holds.")
  expect(field("Monday, from").readOnly).toBe(true)
  expect(screen.getByLabelText<HTMLSelectElement>("Time zone").disabled).toBe(true)
  expect(screen.queryByRole("button")).toBeNull()
})

test("hours that somebody else changed meanwhile are said, and what was typed is kept", async () => {
  const user = open(KYIV)
  fill("Monday, until", "20:00")
  const theirs = { ...KYIV, timeZone: "Asia/Tokyo" }
  act(() => receivePolicy({ ...policy, hours: theirs }))
  screen.getByText(/^Somebody else changed this meanwhile\./)
  expect(field("Monday, until").value).toBe("20:00")
  await user.click(screen.getByRole("button", { name: "Take theirs" }))
  expect(field("Monday, until").value).toBe("18:00")
  expect(screen.getByLabelText<HTMLSelectElement>("Time zone").value).toBe("Asia/Tokyo")
})
