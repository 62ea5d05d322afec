import type { IncomingMessage } from "node:http"
import { describe, expect, test } from "vitest"
import { createWhereFrom } from "./where-from"

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage

describe("where a request comes from (V03, V82)", () => {
  const direct = createWhereFrom("http://127.0.0.1:3000")
  const behindProxy = createWhereFrom("https://chat.example")

  test("what a caller says of itself changes nothing", () => {
    expect(direct(request("127.0.0.1", "203.0.113.9")).address).toBe("127.0.0.1")
    expect(direct(request("198.51.100.7", "203.0.113.9")).address).toBe("198.51.100.7")
    expect(behindProxy(request("198.51.100.7", "203.0.113.9")).address).toBe("198.51.100.7")
  })

  test("an IPv6 network is one address: whoever has one address of it has them all", () => {
    const address = (remote: string) => direct(request(remote)).address
    expect(address("2001:db8:7:1::1")).toBe("2001:db8:7:1")
    expect(address("2001:db8:7:1:ffff:ffff:ffff:ffff")).toBe("2001:db8:7:1")
    expect(address("2001:db8::1")).toBe("2001:db8:0:0")
    expect(address("2001:db8:7:2::1")).not.toBe(address("2001:db8:7:1::1"))
    expect(address("::ffff:203.0.113.9")).toBe("203.0.113.9")
  })

  test("the proxy on this machine is believed in what it saw itself, and in nothing before it", () => {
    expect(behindProxy(request("127.0.0.1", "10.0.0.1, 203.0.113.9")).address).toBe("203.0.113.9")
    expect(behindProxy(request("::1", "203.0.113.9")).address).toBe("203.0.113.9")
    expect(behindProxy(request("127.0.0.1", "<img src=x>")).address).toBe("127.0.0.1")
    expect(behindProxy(request("127.0.0.1")).address).toBe("127.0.0.1")
  })
})
