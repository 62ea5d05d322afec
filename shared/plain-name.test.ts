import { expect, test } from "vitest"
import { plainName } from "./plain-name"

test("a name that would turn the direction of text is shown without that (V11)", () => {
  expect(plainName("Support\u202e)nimda(")).toBe("Support)nimda(")
})
