import type { RefObject } from "preact"
import { useLayoutEffect } from "preact/hooks"

/** Marks a line as tight where what is in it would run over its end: `data-tight`. Its words are as long as the language has them. */
export function useTight(line: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = line.current
    if (!element) return
    const measure = () => {
      element.dataset.tight = "false"
      element.dataset.tight = String(element.scrollWidth > element.clientWidth)
    }
    measure()
    // What is in it grows too: numbers rise, and languages are changed.
    const observer = new ResizeObserver(measure)
    for (const each of [element, ...element.children]) observer.observe(each)
    return () => observer.disconnect()
  }, [line])
}
