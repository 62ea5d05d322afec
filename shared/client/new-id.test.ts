import { expect, it } from "vitest"
import { senderMadeId } from "../protocol/primitives"
import { newId } from "./new-id"

it("a new id is a random UUID of version 4, as the server takes it", () => {
  const ids = Array.from({ length: 1_000 }, newId)
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(senderMadeId.parse(id)).toBe(id)
  }
  expect(new Set(ids).size).toBe(ids.length)
})
