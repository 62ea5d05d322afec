import { once } from "node:events"
import { createServer, type RequestListener, type Server } from "node:http"
import { afterEach, expect, test } from "vitest"
import { LOOPBACK } from "../testing/loopback"
import { createOutside, OPEN_INTERNET, OutOfReach, type Reach } from "./outside"

const LETTER = { headers: { "Content-Type": "text/plain" }, body: Buffer.from("Hello") }
const servers: Server[] = []

/** A server on loopback that counts who comes. */
async function listening(answer: RequestListener) {
  let visits = 0
  const server = createServer((request, response) => {
    visits++
    answer(request, response)
  })
  servers.push(server.listen(0, "127.0.0.1"))
  await once(server, "listening")
  const bound = server.address()
  const port = bound !== null && typeof bound === "object" ? bound.port : 0
  return { port, visits: () => visits }
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const loopback = (changes: Partial<Reach> = {}) => createOutside({ ...LOOPBACK, ...changes })

test.each([
  "http://push.example/",
  "https://push.example:8443/",
  "https://ana:secret@push.example/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://169.254.169.254/latest/meta-data/",
  "ftp://push.example/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "push.example",
  "",
])("%j is refused by its looks (V44)", async (address) => {
  expect(createOutside().admits(address)).toBe(false)
})

test("a push service's address is admitted", () => {
  expect(createOutside().admits("https://fcm.googleapis.com/fcm/send/abc:def")).toBe(true)
})

test("nothing is sent to a name that leads inside, even if only one of its addresses does", async () => {
  const canary = await listening((_request, response) => response.end())
  for (const addresses of [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["::1"], ["10.0.0.7"], []]) {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
    const outside = createOutside({ ...OPEN_INTERNET, protocols: ["http:"], reachesPort: () => true, resolve })
    await expect(outside.post(`http://push.example:${canary.port}/`, LETTER)).rejects.toThrow(OutOfReach)
  }
  await expect(createOutside().post(`https://localhost:${canary.port}/`, LETTER)).rejects.toThrow(OutOfReach)
  await expect(createOutside().post("https://localhost/", LETTER)).rejects.toThrow(OutOfReach)
  expect(canary.visits()).toBe(0)
})

test("a name is resolved once, and the letter goes to the address that was looked at", async () => {
  const arrived: string[] = []
  const there = await listening(async (request, response) => {
    for await (const chunk of request) arrived.push(`${request.headers.host} ${chunk}`)
    response.writeHead(201).end("Kept.")
  })
  const answers = ["127.0.0.1", "10.0.0.7"]
  const resolve = async () => [{ address: answers.shift() ?? "", family: 4 }]
  const address = `http://push.example:${there.port}/`
  expect(await loopback({ resolve }).post(address, LETTER)).toEqual({ status: 201, text: "Kept." })
  expect(arrived).toEqual([`push.example:${there.port} Hello`])
  expect(answers).toEqual(["10.0.0.7"])
})

test("a redirect is an answer, and nobody follows it", async () => {
  const canary = await listening((_request, response) => response.end())
  const inside = `http://127.0.0.1:${canary.port}/`
  const there = await listening((_request, response) => response.writeHead(307, { Location: inside }).end())
  const { status } = await loopback().post(`http://127.0.0.1:${there.port}/`, LETTER)
  expect([status, canary.visits()]).toEqual([307, 0])
})

test("who does not answer is not waited for", async () => {
  const there = await listening(() => {})
  const address = `http://127.0.0.1:${there.port}/`
  await expect(loopback({ answerWithinMs: 50 }).post(address, LETTER)).rejects.toThrow(/timeout|abort/i)
  const slowNames = loopback({ answerWithinMs: 50, resolve: () => new Promise(() => {}) })
  await expect(slowNames.post("http://push.example/", LETTER)).rejects.toThrow(/timeout|abort/i)
})

test("of an answer without end the beginning is kept", async () => {
  const there = await listening((_request, response) => {
    response.writeHead(500)
    const more = () => response.write("x".repeat(10_000), (error) => error || more())
    more()
  })
  const { status, text } = await loopback().post(`http://127.0.0.1:${there.port}/`, LETTER)
  expect([status, text.length]).toEqual([500, 1_024])
})

test("an answer whose words break off still has its status", async () => {
  const there = await listening((_request, response) => {
    response.writeHead(201, { "Content-Length": "100" }).write("half", () => response.destroy())
  })
  expect(await loopback().post(`http://127.0.0.1:${there.port}/`, LETTER)).toEqual({ status: 201, text: "" })
})
