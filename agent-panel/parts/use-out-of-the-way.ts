import type { RefObject } from "preact"
import { useLayoutEffect } from "preact/hooks"

const GAP_PX = 8

/**
 * Raises what floats at the lower edge above whatever must stay in reach there, which says so by `data-in-reach`. It looks
 * again with each frame while something is shown: people scroll, type and turn their phones meanwhile.
 */
export function useOutOfTheWay(floating: RefObject<HTMLElement | null>, isShown: boolean): void {
  useLayoutEffect(() => {
    const element = floating.current
    if (!element || !isShown) return
    let raisedByPx = 0
    let next = 0
    const look = () => {
      const byPx = neededRise(element.getBoundingClientRect(), raisedByPx)
      if (byPx !== raisedByPx) element.style.setProperty("--raised-by", `${byPx}px`)
      raisedByPx = byPx
      next = requestAnimationFrame(look)
    }
    look()
    return () => {
      cancelAnimationFrame(next)
      element.style.removeProperty("--raised-by")
    }
  }, [floating, isShown])
}

/** How far it must stand above its own place. */
function neededRise({ left, right, top, bottom }: DOMRect, raisedByPx: number): number {
  const own = { left, right, top: top + raisedByPx, bottom: bottom + raisedByPx }
  const tops = [...document.querySelectorAll("[data-in-reach=true]")]
    .map((each) => each.getBoundingClientRect())
    .filter((each) => each.left < own.right && own.left < each.right)
    .filter((each) => each.top < own.bottom && own.top < each.bottom)
    .map((each) => each.top)
  return tops.length === 0 ? 0 : Math.ceil(own.bottom - Math.min(...tops) + GAP_PX)
}
