import { effect, signal } from "@preact/signals"
import { session } from "./session"

/** A form over what is stored: what was typed is kept until it is saved or discarded, whatever the store becomes meanwhile. */
export type Draft<Fields> = {
  /** What is stored, with what was typed over it. */
  fields: Fields
  /** Only what was typed and differs from what is stored. */
  changes: Partial<Fields>
  changed: boolean
  /** Whether somebody else changed what was typed over here. */
  overtaken: boolean
  change(part: Partial<Fields>): void
  discard(): void
}

/** What was typed, and what was stored when it was. */
type Typed<Fields> = { changes: Partial<Fields>; over: Partial<Fields> }

/** Drafts of one form for many things, by their ids. They outlive the form: whoever looks elsewhere finds them again. */
export function createDrafts<Fields extends object>() {
  const drafts = signal<ReadonlyMap<string, Typed<Fields>>>(new Map())
  const put = (id: string, typed: Typed<Fields> | null) => {
    const next = new Map(drafts.value)
    if (typed === null) next.delete(id)
    else next.set(id, typed)
    drafts.value = next
  }
  // What one owner typed is not left for the next one at this desk.
  effect(() => {
    if (session.value === "signed-out") drafts.value = new Map()
  })

  return (id: string, stored: Fields): Draft<Fields> => {
    const { changes, over } = drafts.value.get(id) ?? { changes: {}, over: {} }
    const differing = keysOf(changes).filter((key) => !isSame(changes[key], stored[key]))
    return {
      fields: { ...stored, ...changes },
      changes: pick(changes, differing),
      changed: differing.length > 0,
      overtaken: differing.some((key) => !isSame(over[key], stored[key])),
      change: (part) => put(id, { changes: { ...changes, ...part }, over: { ...pick(stored, keysOf(part)), ...over } }),
      discard: () => put(id, null),
    }
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const keysOf = <Fields extends object>(fields: Fields) => Object.keys(fields) as (keyof Fields)[]

function pick<Fields extends object>(fields: Fields, keys: readonly (keyof Fields)[]): Partial<Fields> {
  const picked: Partial<Fields> = {}
  for (const key of keys) picked[key] = fields[key]
  return picked
}
