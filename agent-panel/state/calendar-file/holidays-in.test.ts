import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { type Holidays, holidaysIn, type Span } from "./holidays-in"

const SPAN: Span = { from: "2026-11-23", until: "2028-05-23", timeZone: "Europe/Kyiv" }

const calendar = (...events: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""].join("\r\n")
const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n")
const christmas = event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas")

function found(icsText: string, span: Partial<Span> = {}): Holidays {
  const read = holidaysIn(icsText, { ...SPAN, ...span })
  if ("wrong" in read) throw new Error(`It was not read: ${JSON.stringify(read)}`)
  return read
}

const inCalendar = (...events: string[]) => found(calendar(...events))
const dates = ({ days }: Holidays) => days.map(({ date }) => date)
const datesOf = (...lines: string[]) => dates(inCalendar(event(...lines)))
const whyNot = (...lines: string[]) => inCalendar(event(...lines, "SUMMARY:Vera")).leftOut

describe("an event that takes whole days", () => {
  test("is one day where it has no end, and where it ends on the next or on itself", () => {
    const start = "DTSTART;VALUE=DATE:20261225"
    expect(inCalendar(christmas)).toEqual({
      days: [{ date: "2026-12-25", name: "Christmas", free: false }],
      leftOut: [],
    })
    expect(datesOf(start, "DTEND;VALUE=DATE:20261226")).toEqual(["2026-12-25"])
    expect(datesOf(start, "DTEND;VALUE=DATE:20261225")).toEqual(["2026-12-25"])
  })

  test("is each of its days, without the one on which it ends", () => {
    expect(datesOf("DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102")).toEqual([
      "2026-12-30",
      "2026-12-31",
      "2027-01-01",
    ])
    expect(datesOf("DTSTART;VALUE=DATE:20261230", "DURATION:P2D")).toEqual(["2026-12-30", "2026-12-31"])
  })

  test("gives only the days within the span, however long it is", () => {
    expect(datesOf("DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261125")).toEqual(["2026-11-23", "2026-11-24"])
    expect(datesOf("DTSTART;VALUE=DATE:20280522", "DTEND;VALUE=DATE:99991231")).toEqual(["2028-05-22", "2028-05-23"])
  })

  test("is left out where it is over, and where it is too far ahead", () => {
    expect(whyNot("DTSTART;VALUE=DATE:20261122")).toEqual([{ name: "Vera", why: "past" }])
    expect(whyNot("DTSTART;VALUE=DATE:20280524")).toEqual([{ name: "Vera", why: "later" }])
  })

  test("is left out where it is cancelled", () => {
    expect(whyNot("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED")).toEqual([{ name: "Vera", why: "cancelled" }])
  })

  test("says when it takes no time in its calendar, as most calendars of holidays do", () => {
    const free = event("DTSTART;VALUE=DATE:20261225", "TRANSP:TRANSPARENT", "SUMMARY:Christmas")
    expect(inCalendar(free).days).toEqual([{ date: "2026-12-25", name: "Christmas", free: true }])
    expect(inCalendar(free, christmas).days[0]?.free).toBe(false)
    expect(inCalendar(christmas, free).days[0]?.free).toBe(false)
  })
})

describe("an event with times", () => {
  test("counts where it covers a day from midnight to midnight on the site's clocks", () => {
    expect(datesOf("DTSTART:20261224T220000Z", "DTEND:20261225T220000Z")).toEqual(["2026-12-25"])
    expect(datesOf("DTSTART;TZID=Europe/Kyiv:20261225T000000", "DTEND;TZID=Europe/Kyiv:20261226T000000")).toEqual([
      "2026-12-25",
    ])
    expect(datesOf("DTSTART:20261225T000000", "DURATION:P1D")).toEqual(["2026-12-25"])
    expect(datesOf("DTSTART;TZID=Asia/Tokyo:20261225T070000", "DURATION:P1D")).toEqual(["2026-12-25"])
  })

  test("counts until 23:59, as people write the end of a day", () => {
    expect(datesOf("DTSTART:20261225T000000", "DTEND:20261225T235900")).toEqual(["2026-12-25"])
    expect(datesOf("DTSTART:20261225T000000", "DTEND:20261225T235959")).toEqual(["2026-12-25"])
  })

  test("gives the days between its first evening and its last morning", () => {
    expect(datesOf("DTSTART:20261224T180000", "DTEND:20261227T090000")).toEqual(["2026-12-25", "2026-12-26"])
  })

  test("is left out where it covers no whole day", () => {
    expect(whyNot("DTSTART:20261225T000000Z", "DTEND:20261226T000000Z")).toEqual([{ name: "Vera", why: "timed" }])
    expect(whyNot("DTSTART:20261225T090000", "DTEND:20261225T180000")).toEqual([{ name: "Vera", why: "timed" }])
    expect(whyNot("DTSTART:20261225T090000")).toEqual([{ name: "Vera", why: "timed" }])
    expect(whyNot("DTSTART:20261225T000000", "DTEND:20261225T235800")).toEqual([{ name: "Vera", why: "timed" }])
  })

  test("is as long by the clock on the wall where the clocks change", () => {
    const zone = [
      "BEGIN:VTIMEZONE",
      "TZID:Europe/Kyiv",
      "BEGIN:DAYLIGHT",
      "DTSTART:19700329T030000",
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0300",
      "END:DAYLIGHT",
      "BEGIN:STANDARD",
      "DTSTART:19701025T040000",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
      "TZOFFSETFROM:+0300",
      "TZOFFSETTO:+0200",
      "END:STANDARD",
      "END:VTIMEZONE",
    ].join("\r\n")
    const daily = event(
      "DTSTART;TZID=Europe/Kyiv:20270328T000000",
      "DTEND;TZID=Europe/Kyiv:20270329T000000",
      "RRULE:FREQ=DAILY;COUNT=2",
    )
    expect(dates(inCalendar(zone, daily))).toEqual(["2027-03-28", "2027-03-29"])
    expect(dates(inCalendar(daily))).toEqual(["2027-03-28", "2027-03-29"])
  })

  test("is read in a zone that only the file describes", () => {
    const zone = [
      "BEGIN:VTIMEZONE",
      "TZID:FLE Standard Time",
      "BEGIN:STANDARD",
      "DTSTART:16010101T000000",
      "TZOFFSETFROM:+0500",
      "TZOFFSETTO:+0500",
      "END:STANDARD",
      "END:VTIMEZONE",
    ].join("\r\n")
    const day = event("DTSTART;TZID=FLE Standard Time:20261225T030000", "DTEND;TZID=FLE Standard Time:20261226T030000")
    expect(dates(inCalendar(zone, day))).toEqual(["2026-12-25"])
    expect(inCalendar(day).leftOut).toEqual([{ name: "", why: "timed" }])
  })
})

describe("an event that repeats", () => {
  test("gives each of its days within the span", () => {
    expect(datesOf("DTSTART;VALUE=DATE:20001225", "RRULE:FREQ=YEARLY")).toEqual(["2026-12-25", "2027-12-25"])
    expect(datesOf("DTSTART;VALUE=DATE:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")).toEqual([
      "2026-11-26",
      "2027-11-25",
    ])
    expect(datesOf("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")).toEqual([
      "2026-11-26",
      "2027-11-25",
    ])
    expect(datesOf("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270101")).toEqual([
      "2026-11-30",
      "2026-12-31",
    ])
  })

  test("repeats with all its days and times", () => {
    expect(datesOf("DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY")).toEqual([
      "2026-12-31",
      "2027-01-01",
      "2027-12-31",
      "2028-01-01",
    ])
    expect(datesOf("DTSTART:20251225T000000", "DTEND:20251226T000000", "RRULE:FREQ=YEARLY;COUNT=2")).toEqual([
      "2026-12-25",
    ])
  })

  test("has further dates, beside the one it begins with", () => {
    expect(datesOf("DTSTART;VALUE=DATE:20261130", "RDATE;VALUE=DATE:20270502,20280416")).toEqual([
      "2026-11-30",
      "2027-05-02",
      "2028-04-16",
    ])
    const timed = ["DTSTART:20261130T000000", "DURATION:P1D", "RDATE;VALUE=PERIOD:20261225T000000/P1D"]
    expect(datesOf(...timed)).toEqual(["2026-11-30", "2026-12-25"])
  })

  test("does not hold on dates that are taken out, however they are written", () => {
    const yearly = ["DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY"]
    expect(datesOf(...yearly, "EXDATE;VALUE=DATE:20261201,20261225")).toEqual(["2027-12-25"])
    expect(datesOf(...yearly, "EXDATE:20261225T000000")).toEqual(["2027-12-25"])
    const timed = ["DTSTART;TZID=Europe/Kyiv:20251225T000000", "DURATION:P1D", "RRULE:FREQ=YEARLY"]
    expect(datesOf(...timed, "EXDATE:20261224T220000Z")).toEqual(["2027-12-25"])
    expect(datesOf(...timed, "EXDATE;VALUE=DATE:20261225")).toEqual(["2027-12-25"])
    expect(datesOf(...timed, "EXDATE:20261224T210000Z")).toEqual(["2026-12-25", "2027-12-25"])
    const fromEve = ["DTSTART:20251224T180000", "DURATION:P2D", "RRULE:FREQ=YEARLY"]
    expect(datesOf(...fromEve, "EXDATE;VALUE=DATE:20261224")).toEqual(["2027-12-25"])
  })

  test("has an event of its own for a start that was moved", () => {
    const yearly = event("UID:a", "DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY", "SUMMARY:Party")
    const moved = event("UID:a", "RECURRENCE-ID;VALUE=DATE:20261225", "DTSTART;VALUE=DATE:20261228", "SUMMARY:Later")
    const another = event("UID:b", "RECURRENCE-ID;VALUE=DATE:20271225", "DTSTART;VALUE=DATE:20271228")
    const { days } = inCalendar(yearly, moved, another)
    expect(days.map(({ date, name }) => `${date} ${name}`)).toEqual([
      "2026-12-28 Later",
      "2027-12-25 Party",
      "2027-12-28 ",
    ])
  })

  test("has an event of its own for a start that only got another name", () => {
    const yearly = event("UID:a", "DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY;UNTIL=20261231", "SUMMARY:Party")
    const renamed = event("UID:a", "RECURRENCE-ID;VALUE=DATE:20261225", "DTSTART;VALUE=DATE:20261225", "SUMMARY:Ball")
    expect(inCalendar(yearly, renamed).days).toEqual([{ date: "2026-12-25", name: "Ball", free: false }])
  })

  test("is left out where it has ended, begins too late, or every start was taken out", () => {
    expect(whyNot("DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY;COUNT=3")).toMatchObject([{ why: "past" }])
    expect(whyNot("DTSTART;VALUE=DATE:20301225", "RRULE:FREQ=YEARLY")).toMatchObject([{ why: "later" }])
    const once = ["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;COUNT=1", "EXDATE;VALUE=DATE:20261225"]
    expect(whyNot(...once)).toMatchObject([{ why: "cancelled" }])
  })

  test.each(["SECONDLY", "MINUTELY", "HOURLY"])("is left out at once where it goes on %s without an end", (freq) => {
    const endless = event("DTSTART:20200101T000000Z", `RRULE:FREQ=${freq}`, "SUMMARY:Endless")
    expect(inCalendar(endless, christmas)).toMatchObject({
      days: [{ date: "2026-12-25" }],
      leftOut: [{ name: "Endless", why: "too-often" }],
    })
  })

  test("may do so every day since long ago", () => {
    expect(datesOf("DTSTART;VALUE=DATE:19700101", "RRULE:FREQ=DAILY")).toHaveLength(548)
  })
})

describe("names", () => {
  const nameOf = (...lines: string[]) => inCalendar(event("DTSTART;VALUE=DATE:20261225", ...lines)).days[0]?.name

  test("are unfolded and freed of their escapes", () => {
    expect(nameOf("SUMMARY;LANGUAGE=uk:Різдво\\, або день\\;", "  після\\nСвятвечора")).toBe(
      "Різдво, або день; після Святвечора",
    )
  })

  test("lose NUL, other controls and halves of surrogate pairs, and keep whole ones", () => {
    expect(nameOf("SUMMARY:Christ\u0000mas\ud83c \ud83c\udf84\u0007")).toBe("Christ mas 🎄")
  })

  test("lose what would turn the direction of the text around them", () => {
    expect(nameOf("SUMMARY:Christmas\u202e)desolc(\u2069")).toBe("Christmas)desolc(")
  })

  test("take at most 100 characters, and no character is cut in half", () => {
    expect(nameOf(`SUMMARY:${"a".repeat(100)}`)).toBe("a".repeat(100))
    expect(nameOf(`SUMMARY:${"a".repeat(101)}`)).toBe(`${"a".repeat(99)}…`)
    expect(nameOf(`SUMMARY:${"a".repeat(98)}🎄🎄`)).toBe(`${"a".repeat(98)}…`)
  })

  test("of one date stand side by side, each once", () => {
    const also = event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Inventory")
    expect(inCalendar(christmas, also, christmas).days).toEqual([
      { date: "2026-12-25", name: "Christmas, Inventory", free: false },
    ])
  })

  test("may be missing", () => {
    expect(nameOf()).toBe("")
  })
})

describe("a file that is broken", () => {
  const read = (icsText: string) => holidaysIn(icsText, SPAN)

  test.each(["", "<!doctype html>", "BEGIN:VCARD\r\nEND:VCARD\r\n", christmas])("is no calendar: %j", (icsText) => {
    expect(read(icsText)).toEqual({ wrong: "not-a-calendar" })
  })

  test.each([
    ["no colon", "DTSTART", "DTSTART"],
    ["no value", "DTSTART;VALUE=DATE", "DTSTART;VALUE=DATE"],
    ["a rule of no kind", "RRULE:FREQ=SOMETIMES", "RRULE:FREQ=SOMETIMES"],
    ["a quote that does not end", 'SUMMARY;ALTREP="cid:Christmas', 'SUMMARY;ALTREP="cid:Christmas'],
    ["much of it", "x".repeat(1_000), "x".repeat(60)],
  ])("says in which line: %s", (_, line, says) => {
    const folded = event("SUMMARY:A name", "  that goes on", line)
    expect(read(calendar(christmas, folded))).toEqual({ wrong: "line", line: 10, says })
  })

  test("is not whole where something does not end, or ends twice", () => {
    expect(read(calendar(christmas).replace("END:VCALENDAR", ""))).toEqual({ wrong: "unfinished" })
    expect(read(calendar(christmas, "END:VEVENT", "END:VEVENT", christmas))).toEqual({ wrong: "unfinished" })
  })

  test.each([
    ["no start", ""],
    ["no date", "DTSTART;VALUE=DATE:Christmas"],
    ["a date there is not", "DTSTART;VALUE=DATE:20270231"],
    ["an end before its start", "DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261224"],
    ["a rule that contradicts itself", "DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=WEEKLY;BYMONTHDAY=1"],
  ])("may have an event that cannot be read, the others hold: %s", (_, lines) => {
    expect(inCalendar(christmas, event("SUMMARY:Vera", lines || "CLASS:PUBLIC"))).toMatchObject({
      days: [{ name: "Christmas" }],
      leftOut: [{ name: "Vera", why: "unreadable" }],
    })
  })

  test("may begin with a byte order mark, have bare line feeds, or hold several calendars", () => {
    const another = calendar(event("DTSTART;VALUE=DATE:20270101", "SUMMARY:New Year"))
    expect(dates(found(`\uFEFF${calendar(christmas)}`))).toEqual(["2026-12-25"])
    expect(dates(found(calendar(christmas).replaceAll("\r\n", "\n")))).toEqual(["2026-12-25"])
    expect(dates(found(calendar(christmas) + another))).toEqual(["2026-12-25", "2027-01-01"])
  })

  test("may hold nothing", () => {
    expect(inCalendar()).toEqual({ days: [], leftOut: [] })
  })
})

test("a year and a half of Ukrainian holidays, as a shop keeps them", () => {
  const { days, leftOut } = found(readFileSync(join(import.meta.dirname, "testing/ukraine.ics"), "utf8"))
  expect(days.map(({ date, name }) => `${date} ${name}`)).toMatchInlineSnapshot(`
    [
      "2026-12-25 Різдво Христове",
      "2026-12-29 Інвентаризація, крамниця зачинена",
      "2026-12-30 Інвентаризація, крамниця зачинена",
      "2026-12-31 Інвентаризація, крамниця зачинена",
      "2027-01-01 Новий рік, Інвентаризація, крамниця зачинена",
      "2027-02-14 День народження Богдана",
      "2027-03-08 Міжнародний жіночий день",
      "2027-05-01 День праці",
      "2027-05-02 Великдень",
      "2027-05-08 День пам’яті та перемоги над нацизмом у Другій світовій війні 1939–1945 років",
      "2027-06-20 Трійця",
      "2027-06-28 День Конституції України",
      "2027-07-15 День Української Державності",
      "2027-08-24 День Незалежності України",
      "2027-10-01 День захисників і захисниць України",
      "2027-12-25 Різдво Христове",
      "2028-01-01 Новий рік",
      "2028-03-08 Міжнародний жіночий день",
      "2028-04-16 Великдень",
      "2028-05-01 День праці",
      "2028-05-08 День пам’яті та перемоги над нацизмом у Другій світовій війні 1939–1945 років",
    ]
  `)
  expect(leftOut).toMatchInlineSnapshot(`
    [
      {
        "name": "Вечірка",
        "why": "timed",
      },
      {
        "name": "Книжковий ярмарок",
        "why": "cancelled",
      },
      {
        "name": "Десять років крамниці",
        "why": "past",
      },
    ]
  `)
})
