import { type ReadonlySignal, signal } from "@preact/signals"

/** Something that a key asks for and only a view can do, such as to take the focus. */
export type Wish = {
  /** How often it was made: a view that can do it follows this. */
  readonly made: ReadonlySignal<number>
  make(): void
  /** Does what was wished for, once. */
  grant(act: () => void): void
}

export function createWish(): Wish {
  const made = signal(0)
  let granted = 0
  return {
    made,
    make() {
      made.value += 1
    },
    grant(act) {
      if (made.peek() === granted) return
      granted = made.peek()
      act()
    },
  }
}
