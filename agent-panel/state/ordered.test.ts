import fc from "fast-check"
import { expect, test } from "vitest"
import { createOrdered } from "./ordered"

type Row = { id: number; due: number }
const byDue = (one: Row, other: Row) => one.due - other.due || one.id - other.id

test("rows that come and go one by one stand as if they had been sorted", () => {
  const step = fc.record({ due: fc.integer({ min: 0, max: 20 }), takesOut: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const ordered = createOrdered(byDue)
      const held: Row[] = []
      for (const [id, { due, takesOut }] of steps.entries()) {
        const gone = takesOut ? held.splice(due % (held.length || 1), 1)[0] : undefined
        if (gone) ordered.remove(gone)
        const row = { id, due }
        held.push(row)
        ordered.add(row)
      }
      expect(ordered.rows).toEqual(held.sort(byDue))
    }),
  )
})
