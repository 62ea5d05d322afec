import { Temporal } from "temporal-polyfill"
import { expect, test } from "vitest"
import { spanFrom } from "./choice"

test("it is looked a year and a half ahead from today on", () => {
  const today = Temporal.PlainDate.from("2026-11-23")
  expect(spanFrom(today, "Europe/Kyiv")).toEqual({ from: "2026-11-23", until: "2028-05-23", timeZone: "Europe/Kyiv" })
})
