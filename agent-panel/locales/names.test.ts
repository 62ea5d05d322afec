// @vitest-environment happy-dom
import { expect, test } from "vitest"
import { contactName } from "./names"

const contact = { id: "01a20670-b087-7444-bcb2-209896ff070b", email: null, phone: null }

test.each(["", "\u200b\u200b", "\u2800", "\u3164", "\u0301", "\ufeff \u00ad"])(
  "a name of which nothing is seen, %j, is no name",
  (name) => {
    expect(contactName({ ...contact, name })).toBe("Visitor 070B")
    expect(contactName({ ...contact, name, email: "vera@nightingale.example" })).toBe("vera@nightingale.example")
  },
)

test.each(["Ольга", "李", "O’Neil", "👩🏽‍💻", "ﷺ", "é"])("%s is a name", (name) => {
  expect(contactName({ ...contact, name })).toBe(name)
})
