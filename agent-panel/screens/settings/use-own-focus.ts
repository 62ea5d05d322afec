import type { RefObject } from "preact"
import { useEffect } from "preact/hooks"

/**
 * The chat takes the focus when it opens, which nobody asked the preview to do: until the frame is ready for people, what had
 * the focus before gets it back.
 */
export function useOwnFocus(frame: RefObject<HTMLIFrameElement | null>, ready: RefObject<boolean>): void {
  useEffect(() => {
    let before = document.activeElement
    const note = () => {
      before = document.activeElement
    }
    const takeBack = () => {
      if (ready.current || document.activeElement !== frame.current) return
      // Within the event the focus is still on its way.
      setTimeout(() => {
        frame.current?.blur()
        window.focus()
        if (before instanceof HTMLElement) before.focus()
      })
    }
    addEventListener("focusin", note)
    addEventListener("blur", takeBack)
    return () => {
      removeEventListener("focusin", note)
      removeEventListener("blur", takeBack)
    }
  }, [frame, ready])
}
