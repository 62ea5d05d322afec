import type { RefObject } from "preact"
import { useLayoutEffect, useState } from "preact/hooks"

type Fitting = { count: number; isAcross: boolean }

/** How many of a list's rows are seen whole where nobody scrolls; all of them where one can. */
export function useFitting(list: RefObject<HTMLElement | null>, { count, isAcross }: Fitting): number {
  const [fits, setFits] = useState(count)
  useLayoutEffect(() => {
    const element = list.current
    if (!isAcross || !element) return setFits(count)
    const measure = () => setFits(rowsSeenWhole(element))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [list, count, isAcross])
  return Math.min(fits, count)
}

function rowsSeenWhole(list: HTMLElement): number {
  const end = list.getBoundingClientRect().bottom
  return [...list.children].filter((row) => row.getBoundingClientRect().bottom <= end + 1).length
}
