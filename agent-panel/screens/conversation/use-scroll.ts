import type { RefObject } from "preact"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { atNewest } from "../../state/seen"
import type { Row } from "./ladder-run"

/** This close to the end counts as reading the newest. */
const AT_END_PX = 48
/** Older pages are fetched before the top is reached. */
const AHEAD_PX = 600

type Before = { first: string | undefined; last: string | undefined; height: number }
type Older = { loadOlder: (() => Promise<boolean>) | null }

/**
 * Keeps the eye where it is: at the end while the newest are read, on the same line when older ones come in above.
 * Gives back whether something new came in below while one read further up.
 */
export function useScroll(
  scroller: RefObject<HTMLElement | null>,
  items: readonly Row[],
  { loadOlder }: Older,
): boolean {
  const before = useRef<Before>({ first: undefined, last: undefined, height: 0 })
  const loading = useRef(false)
  const [hasMissed, setHasMissed] = useState(false)
  const first = keyOfFirstSaid(items)
  const last = items.at(-1)?.key

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const { first: firstBefore, last: lastBefore, height } = before.current
    const isOpening = firstBefore === undefined
    if (isOpening || atNewest.peek() || isOwnPending(items.at(-1))) element.scrollTop = element.scrollHeight
    else if (first !== firstBefore) element.scrollTop += element.scrollHeight - height
    if (isOpening) atNewest.value = true
    else if (last !== lastBefore && !atNewest.peek()) setHasMissed(true)
    before.current = { first, last, height: element.scrollHeight }
  }, [scroller, first, last, items])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let height = element.clientHeight
    const look = () => {
      // A field that grows moves what is in sight too: that is not somebody scrolling.
      const isResized = element.clientHeight !== height
      height = element.clientHeight
      if (isResized) return
      const below = element.scrollHeight - element.scrollTop - element.clientHeight
      atNewest.value = below < AT_END_PX
      if (atNewest.value) setHasMissed(false)
      if (element.scrollTop < AHEAD_PX && loadOlder && !loading.current) {
        loading.current = true
        void loadOlder().finally(() => {
          loading.current = false
        })
      }
    }
    look()
    element.addEventListener("scroll", look, { passive: true })
    return () => element.removeEventListener("scroll", look)
  }, [scroller, loadOlder, first])

  useStickyEnd(scroller)
  return hasMissed
}

/** A growing field, a turned phone or larger text must not push the newest lines out of sight. */
function useStickyEnd(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const resized = new ResizeObserver(() => {
      if (atNewest.peek()) element.scrollTop = element.scrollHeight
    })
    resized.observe(element)
    for (const child of element.children) resized.observe(child)
    return () => resized.disconnect()
  }, [scroller])
}

/** Day lines keep their key when an older page of the same day comes in, so what was said is what counts. */
function keyOfFirstSaid(items: readonly Row[]): string | undefined {
  return items.find((item) => item.type !== "day")?.key
}

function isOwnPending(item: Row | undefined): boolean {
  return item?.type === "said" && item.said.pending !== undefined && !item.said.pending.refused
}
