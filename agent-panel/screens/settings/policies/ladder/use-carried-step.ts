import type { RefObject } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { FINE_GRID, GRID } from "../../../../state/settings-ladder-steps"
import type { TimeScale } from "./time-scale"

/** So far a pointer moves before a press is a drag, px. */
const DRAG_BEGINS_AFTER_PX = 4

/** A step under the hand: which one, the moment it is held over, and how finely it is put down. */
export type Carried = { index: number; momentMs: number; grid: number }

/**
 * Lets a step be carried along a line, with a mouse, a pen or a finger; Shift carries it finely. Nothing is changed before it is
 * put down, and Escape lets go. The line keeps the scale it had when the step was taken up, so that it holds still.
 */
export function useCarriedStep(line: RefObject<HTMLElement | null>, put: (carried: Carried) => void) {
  const [held, setHeld] = useState<{ carried: Carried; scale: TimeScale } | null>(null)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  function take(event: PointerEvent, mark: HTMLElement, index: number, scale: TimeScale): void {
    const box = line.current?.getBoundingClientRect()
    if (event.button !== 0 || !box) return
    const { pointerId, clientX: fromX } = event
    const { left, width } = mark.getBoundingClientRect()
    const besideMark = fromX - (left + width / 2)
    let carried: Carried | null = null

    function carry({ pointerId: id, clientX, shiftKey }: PointerEvent): void {
      if (id !== pointerId || !box) return
      if (carried === null && Math.abs(clientX - fromX) < DRAG_BEGINS_AFTER_PX) return
      const momentMs = scale.momentAt((clientX - besideMark - box.left) / box.width)
      carried = { index, momentMs, grid: shiftKey ? FINE_GRID : GRID }
      setHeld({ carried, scale })
    }

    function putDown({ pointerId: id }: PointerEvent): void {
      if (id !== pointerId) return
      stop.current()
      if (carried) put(carried)
    }

    function letGo(key: KeyboardEvent): void {
      if (key.key !== "Escape") return
      // This Escape is for the step, not for the page.
      key.preventDefault()
      key.stopPropagation()
      stop.current()
    }

    stop.current = () => {
      removeEventListener("pointermove", carry)
      removeEventListener("pointerup", putDown)
      removeEventListener("pointercancel", stop.current)
      removeEventListener("keydown", letGo, { capture: true })
      setHeld(null)
    }
    addEventListener("pointermove", carry)
    addEventListener("pointerup", putDown)
    addEventListener("pointercancel", stop.current)
    addEventListener("keydown", letGo, { capture: true })
  }

  return { carried: held?.carried ?? null, heldScale: held?.scale ?? null, take }
}
