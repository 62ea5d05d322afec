import { expect, test } from "vitest"
import { TOKEN_MAX_LENGTH } from "../../../shared/protocol/calls"
import { createVisitorTokens } from "./visitor-tokens"

const HOUR_MS = 3_600_000
const vera = { kind: "visitor", siteId: "default", contactId: "vera" } as const
const vouched = { subject: "4711", name: "Vera" }

async function tokens() {
  let now = 0
  const write = async () => "a secret of the server's" as never
  const made = await createVisitorTokens({ write, clock: { now: () => now } as never })
  const pass = (ms: number) => {
    now += ms
  }
  return { ...made, pass }
}

test("an anonymous token names contact and site, and does not run out", async () => {
  const { sign, verify, pass } = await tokens()
  const token = sign(vera)
  pass(10_000 * HOUR_MS)
  expect(verify(token)).toEqual(vera)
})

test("a token has one spelling: with another last letter it is nobody's, even where the letter decodes to the same bits", async () => {
  const { sign, verify } = await tokens()
  const token = sign(vera)
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
  const taken = letters.map((letter) => token.replace(/.$/, letter)).filter((spelling) => verify(spelling) !== null)
  expect(taken).toEqual([token])
})

test("that of a signed-in customer carries what their site vouches for, for twelve hours", async () => {
  const { sign, verify, pass } = await tokens()
  const token = sign({ ...vera, vouched })
  pass(12 * HOUR_MS - 1)
  expect(verify(token)).toEqual({ ...vera, vouched })
  pass(1)
  expect(verify(token)).toBeNull()
})

test("the longest that a site may vouch for is a token that is taken", async () => {
  const { sign, verify } = await tokens()
  const long = {
    ...{ subject: "\u0001".repeat(200), name: "\u0001".repeat(100), phone: "+".padEnd(40, "1"), customer: true },
    email: `${"v".repeat(64)}@${"example.".repeat(23)}com`,
  }
  const token = sign({ ...vera, siteId: "s".repeat(64), vouched: long })
  expect(token.length).toBeLessThanOrEqual(TOKEN_MAX_LENGTH)
  expect(verify(token)?.vouched).toEqual(long)
})

test("a site's id of a customer is always the same contact, and another one on another site", async () => {
  const { contactOf } = await tokens()
  expect(contactOf("default", "4711")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(contactOf("default", "4711")).toBe(contactOf("default", "4711"))
  const all = [contactOf("default", "4711"), contactOf("default", "471"), contactOf("other", "4711")]
  expect(new Set(all).size).toBe(3)
})
