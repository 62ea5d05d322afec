import { ArrowDown, ArrowUp, GripVertical } from "lucide"
import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { IconButton } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { moved, useDragOrder } from "./use-drag-order"

type OrderWords = {
  drag: string
  up: (name: string) => string
  down: (name: string) => string
  moved: (name: string, place: number, of: number) => string
}

type Item = { id: string; name: string }

type OrderedListProps<Thing extends Item> = {
  label: string
  items: readonly Thing[]
  words: OrderWords
  readOnly: boolean
  arrange: (ids: readonly string[]) => void
  row: (thing: Thing) => ComponentChildren
  /** A row that always stands last. */
  last?: ComponentChildren
}

/** Rows whose order means something: moved by their grips, or by a button up and down. */
export function OrderedList<Thing extends Item>({
  label,
  items,
  words,
  readOnly,
  arrange,
  row,
  last,
}: OrderedListProps<Thing>) {
  const ids = items.map(({ id }) => id)
  const { list, take, shiftOf, carriedId } = useDragOrder(ids, arrange)
  const [said, say] = useState("")
  const focusNext = useRef<{ id: string; step: number } | null>(null)
  // A row that is put elsewhere in the page loses the focus, which is given back to the button that moved it.
  useLayoutEffect(() => {
    const wanted = focusNext.current
    if (!wanted) return
    focusNext.current = null
    const buttons = list.current?.querySelectorAll<HTMLElement>(`[data-row="${CSS.escape(wanted.id)}"] .order-step`)
    buttons?.[wanted.step < 0 ? 0 : 1]?.focus()
  }, [items, list])

  function move({ id, name }: Thing, step: number) {
    const to = ids.indexOf(id) + step
    if (to < 0 || to >= ids.length) return
    focusNext.current = { id, step }
    say(words.moved(name, to + 1, ids.length))
    arrange(moved(ids, id, to))
  }

  const canMove = !readOnly && items.length > 1
  return (
    <>
      <ol ref={list} class="settings-list ordered" aria-label={label} data-carrying={carriedId !== null}>
        {items.map((thing, index) => (
          <li
            key={thing.id}
            data-row={thing.id}
            class="settings-row"
            data-carried={carriedId === thing.id}
            style={{ transform: shiftOf(thing.id) === 0 ? undefined : `translateY(${shiftOf(thing.id)}px)` }}
          >
            {canMove && (
              <span class="grip" title={words.drag} aria-hidden="true" onPointerDown={(event) => take(thing.id, event)}>
                <Icon node={GripVertical} />
              </span>
            )}
            {row(thing)}
            {canMove && (
              <span class="order-steps">
                <IconButton
                  class="order-step"
                  icon={ArrowUp}
                  label={words.up(thing.name)}
                  aria-disabled={index === 0}
                  onClick={() => move(thing, -1)}
                />
                <IconButton
                  class="order-step"
                  icon={ArrowDown}
                  label={words.down(thing.name)}
                  aria-disabled={index === items.length - 1}
                  onClick={() => move(thing, 1)}
                />
              </span>
            )}
          </li>
        ))}
        {last}
      </ol>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  )
}
