import { expect, test } from "vitest"
import type { Knock } from "./door"
import { createLimits } from "./limits"

const visitorFrom = (address: string, contactId: string): Knock => ({
  caller: { kind: "visitor", siteId: "default", contactId },
  origin: { address, page: null, userAgent: null },
  line: null,
})

test("one address may be many visitors, but not write without end as each of them (V68, V69)", async () => {
  const limits = createLimits({ on: true })
  const write = (index: number, address = "203.0.113.9") =>
    limits.take("message.send", visitorFrom(address, `${index}`))
  for (let index = 0; index < 600; index++) await write(index)
  await expect(write(600)).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: expect.any(Number) })
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
