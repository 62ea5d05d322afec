import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core"
import type { RefObject } from "preact"
import { useLayoutEffect, useReducer, useRef } from "preact/hooks"

type VirtualRows = {
  count: number
  /** The height of each row, in rem: it grows with the size of text. */
  rowRem: number
  /** A row that is rendered wherever it is, because the focus may be in it; -1 for none. */
  keepIndex: number
}

const OVERSCAN = 6
/** What is assumed until the element has been measured. */
const FIRST_GUESS = { width: 320, height: 800 }

/** Renders only the rows that can be seen, of however many there are. */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, { count, rowRem, keepIndex }: VirtualRows) {
  const [, redraw] = useReducer((turn: number, _: undefined) => turn + 1, 0)
  const made = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null)
  const rowPx = rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize || "16")
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    initialRect: FIRST_GUESS,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
    rangeExtractor: ({ startIndex, endIndex }: { startIndex: number; endIndex: number }) =>
      withKept(Math.max(0, startIndex - OVERSCAN), Math.min(count - 1, endIndex + OVERSCAN), keepIndex),
  }
  made.current ??= new Virtualizer(options)
  const rows = made.current
  rows.setOptions(options)
  useLayoutEffect(() => rows._didMount(), [rows])
  useLayoutEffect(() => rows._willUpdate())
  // Larger text makes higher rows: what was reckoned with the size of before is forgotten.
  useLayoutEffect(() => rows.measure(), [rows, rowPx])
  return rows
}

function withKept(from: number, to: number, kept: number): number[] {
  const range = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  if (kept < 0 || (kept >= from && kept <= to)) return range
  return kept < from ? [kept, ...range] : [...range, kept]
}
