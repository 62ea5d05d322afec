import { get } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestServer, type TestServer } from "../testing/kit"
import { LINES_AN_ADDRESS } from "./line-cap"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ environment: { RATE_LIMITS: "on" } })
})
afterAll(() => server.stop())

/** Begins a line and says nothing more on it. */
function begin(localAddress: string): Promise<number | undefined> {
  return new Promise((answered, failed) => {
    const url = `${server.url}/socket.io/?EIO=4&transport=polling&site=default`
    get(url, { localAddress, agent: false }, (response) => answered(response.resume().statusCode)).on("error", failed)
  })
}

test("one address opens so many lines and no more, and takes no other's room (V67)", async () => {
  const begun = await Promise.all(Array.from({ length: LINES_AN_ADDRESS }, () => begin("127.0.0.1")))
  expect(new Set(begun)).toEqual(new Set([200]))
  expect(await begin("127.0.0.1")).toBe(403)
  expect(await begin("127.0.0.2")).toBe(200)
})
