import { useEffect, useRef, useState } from "preact/hooks"

/** A row under the hand: which one, over which place, and how far it was carried. */
type Carried = { id: string; to: number; byPx: number }

type Row = { id: string; top: number; height: number }

/** Lets rows be carried to another place by their grips, with a mouse, a pen or a finger. Esc lets go. */
export function useDragOrder(ids: readonly string[], arrange: (ids: readonly string[]) => void) {
  const list = useRef<HTMLOListElement>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  function take(id: string, event: PointerEvent): void {
    if (event.button !== 0) return
    event.preventDefault()
    const rows = rowsOf(list.current)
    const startY = event.clientY
    let at: Carried = { id, to: ids.indexOf(id), byPx: 0 }

    function carry({ clientY }: PointerEvent): void {
      at = { id, to: placeFor(id, rows, clientY - startY), byPx: clientY - startY }
      setCarried(at)
    }

    function put(): void {
      stop.current()
      if (at.to !== ids.indexOf(id)) arrange(moved(ids, id, at.to))
    }

    function letGo(key: KeyboardEvent): void {
      if (key.key === "Escape") stop.current()
    }

    stop.current = () => {
      removeEventListener("pointermove", carry)
      removeEventListener("pointerup", put)
      removeEventListener("pointercancel", stop.current)
      removeEventListener("keydown", letGo)
      setCarried(null)
    }
    addEventListener("pointermove", carry)
    addEventListener("pointerup", put)
    addEventListener("pointercancel", stop.current)
    addEventListener("keydown", letGo)
    setCarried(at)
  }

  /** How far a row stands from its place while another is carried past it. */
  function shiftOf(id: string): number {
    if (carried === null) return 0
    if (carried.id === id) return carried.byPx
    const from = ids.indexOf(carried.id)
    const index = ids.indexOf(id)
    const height = heightOf(list.current, carried.id)
    if (from < index && index <= carried.to) return -height
    return carried.to <= index && index < from ? height : 0
  }

  return { list, take, shiftOf, carriedId: carried?.id ?? null }
}

/** The list with one of it at another place. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((each) => each !== id)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

const elementsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])]

const rowsOf = (list: HTMLElement | null): Row[] =>
  elementsOf(list).map((row) => ({ id: row.dataset.row ?? "", top: row.offsetTop, height: row.offsetHeight }))

const heightOf = (list: HTMLElement | null, id: string) =>
  elementsOf(list).find((row) => row.dataset.row === id)?.offsetHeight ?? 0

/** How many of the others have their middle above the middle of the carried row. */
function placeFor(id: string, rows: readonly Row[], byPx: number): number {
  const row = rows.find((each) => each.id === id)
  if (!row) return 0
  const isDown = byPx > 0
  // The edge that leads counts, so that a row moves over as soon as half of the next is covered.
  const edge = row.top + byPx + (isDown ? row.height : 0)
  return rows.filter((each) => each.id !== id && each.top + each.height / 2 < edge).length
}
