// @vitest-environment happy-dom
import { expect, it, vi } from "vitest"
import { connectVisitor } from "./connect"
import { createFakeCarriers } from "./testing/fake-carriers"

const network = vi.hoisted(() => ({ carriers: {} as ReturnType<typeof createFakeCarriers> }))
vi.mock("./line/transports", () => ({
  overWebSocket: (...how: Parameters<typeof network.carriers.overWebSocket>) => network.carriers.overWebSocket(...how),
  overPolling: () => {},
}))

it("the site goes with the very first request, and with who comes in the handshake, asked for at each try", () => {
  network.carriers = createFakeCarriers()
  const { admit, latest, opened } = network.carriers
  let token: string | undefined
  const connection = connectVisitor("https://chat.example", "books", () => token)
  connection.connect()
  expect(new URL(latest().door).searchParams.get("site")).toBe("books")
  admit()
  expect(latest().sent).toEqual([`40/visitor,{"site":"books"}`])
  expect(connection.state.value).toBe("online")

  token = "token-of-vera"
  connection.close()
  connection.connect()
  admit()
  expect(latest().sent).toEqual([`40/visitor,{"site":"books","token":"token-of-vera"}`])
  expect(opened).toHaveLength(2)
})

it("whoever looks at the page again, or has a network again, need not wait for the next try, and makes one where both come at once", () => {
  vi.useFakeTimers()
  network.carriers = createFakeCarriers()
  const { admit, latest, opened } = network.carriers
  const connection = connectVisitor("https://chat.example", "books", () => undefined)
  connection.connect()
  admit()
  latest().ended()
  document.dispatchEvent(new Event("visibilitychange"))
  dispatchEvent(new Event("online"))
  expect(opened).toHaveLength(2)
  admit()
  document.dispatchEvent(new Event("visibilitychange"))
  expect([opened.length, connection.state.value]).toEqual([2, "online"])
  connection.close()
  document.dispatchEvent(new Event("visibilitychange"))
  expect(opened).toHaveLength(2)
  vi.useRealTimers()
})
