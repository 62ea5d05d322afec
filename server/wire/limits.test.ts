import { expect, test } from "vitest"
import { createLimits, type Spender } from "./limits"

const from = (address: string) => ({ address, page: null, userAgent: null })

const visitorFrom = (address: string, contactId: string, siteId = "default"): Spender => ({
  caller: { kind: "visitor", siteId, contactId },
  origin: from(address),
})
const strangerFrom = (address: string): Spender => ({ caller: { kind: "nobody" }, origin: from(address) })

const REFUSED = { code: "rate_limited", retryAfterMs: expect.any(Number) }

test("one address may be many visitors, but not write without end as each of them (V68, V69)", async () => {
  const limits = createLimits({ on: true })
  const write = (index: number, address = "203.0.113.9") =>
    limits.take("message.send", visitorFrom(address, `${index}`))
  for (let index = 0; index < 600; index++) await write(index)
  await expect(write(600)).rejects.toMatchObject(REFUSED)
  await write(601, "203.0.113.10")
})

test("one visitor may write ten messages at once, and is told how long to wait with the next", async () => {
  const limits = createLimits({ on: true })
  const write = () => limits.take("message.send", visitorFrom("203.0.113.9", "vera"))
  for (let sent = 0; sent < 10; sent++) await write()
  await expect(write()).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(/again in \d+ s/),
  })
})

test("one site's visitors take no other site's room", async () => {
  const limits = createLimits({ on: true })
  const write = (index: number, site: string) =>
    limits.take("message.send", visitorFrom(`203.0.113.${index % 250}`, `${index}`, site))
  for (let index = 0; index < 6_000; index++) await write(index, "flooded")
  await expect(write(6_000, "flooded")).rejects.toMatchObject(REFUSED)
  await write(6_000, "quiet")
})

test("what a visitor wastes is not taken from whoever sits behind the same address", async () => {
  const limits = createLimits({ on: true })
  const send = (contactId: string) => limits.take("message.send", visitorFrom("203.0.113.9", contactId))
  for (let sent = 0; sent < 10; sent++) await send("viktor")
  for (let refused = 0; refused < 1_000; refused++) await expect(send("viktor")).rejects.toMatchObject(REFUSED)
  await send("vera")
})

test.each([
  ["lines", "line.open", 600],
  ["calls", "any call", 3_000],
  ["pages that no site knows", "unknown page", 30],
  ["sessions", "visitor.start", 240],
] as const)("a stranger opens so many %s and is told when to come back", async (_, what, most) => {
  const limits = createLimits({ on: true })
  for (let taken = 0; taken < most; taken++) await limits.take(what, strangerFrom("203.0.113.9"))
  await expect(limits.take(what, strangerFrom("203.0.113.9"))).rejects.toMatchObject(REFUSED)
  await limits.take(what, strangerFrom("203.0.113.10"))
})

test("bytes are counted, not the bodies they come in", async () => {
  const limits = createLimits({ on: true })
  const send = (bytes: number) => limits.take("bytes", strangerFrom("203.0.113.9"), bytes)
  await send(8 * 1_048_576)
  await expect(send(1)).rejects.toMatchObject(REFUSED)
})

test("agents are known people and wait for nothing", async () => {
  const limits = createLimits({ on: true })
  const bo = { kind: "agent", agentId: "bo", name: "Bo", role: "agent", passId: "pass", isProgram: false } as const
  for (let asked = 0; asked < 4_000; asked++) {
    await limits.take("message.send", { caller: bo, origin: from("203.0.113.9") })
  }
})
