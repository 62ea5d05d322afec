// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { createOutbox } from "./outbox"
import { createShelf } from "./shelf"

const one = { id: "1", kind: "message", body: "One", writtenAt: 1 } as const
const two = { id: "2", kind: "message", body: "Two", writtenAt: 2 } as const

beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

it("sites and servers do not see each other's words", () => {
  createShelf("first ").write("token", "vera")
  expect(createShelf("second ").read("token")).toBeNull()
  expect(createShelf("first ").read("token")).toBe("vera")
})

it("where storage is forbidden, memory stands in and nothing throws (F38)", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("The operation is insecure.", "SecurityError")
  })
  const shelf = createShelf("shelf ")
  shelf.write("draft", "Hello")
  expect([shelf.read("draft"), shelf.keys("dr"), shelf.isLasting()]).toEqual(["Hello", ["draft"], false])
  shelf.write("draft", null)
  expect(shelf.read("draft")).toBeNull()
})

it("where storage is full, memory stands in, and does not last (F38)", () => {
  const full: Storage = {
    length: 0,
    clear() {},
    key: () => null,
    getItem: () => null,
    removeItem() {},
    setItem() {
      throw new DOMException("", "QuotaExceededError")
    },
  }
  const shelf = createShelf("shelf ", () => full)
  shelf.write("draft", "Hello")
  expect([shelf.read("draft"), shelf.isLasting()]).toEqual(["Hello", false])
})

it("another tab's change is heard by its own name", () => {
  const heard: string[] = []
  const stop = createShelf("shelf ").onChange((key) => heard.push(key))
  const change = (key: string) => window.dispatchEvent(Object.assign(new Event("storage"), { key }))
  change("shelf token")
  change("someone else's token")
  stop()
  change("shelf draft")
  expect(heard).toEqual(["token"])
})

it("two tabs never write over each other's waiting messages", () => {
  const [first, second] = [createOutbox(createShelf("shelf ")), createOutbox(createShelf("shelf "))]
  first.save([one])
  second.save([two])
  expect(createOutbox(createShelf("shelf ")).load()).toEqual([one, two])
  second.save([])
  expect(first.load()).toEqual([one])
})

it("what somebody else put among the waiting messages is left out", () => {
  const shelf = createShelf("shelf ")
  for (const [id, text] of Object.entries({ a: "no JSON", b: '{"id":{},"body":[]}', c: "null" }))
    shelf.write(`outbox ${id}`, text)
  expect(createOutbox(shelf).load()).toEqual([])
})
