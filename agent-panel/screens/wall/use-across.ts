import { useEffect, useState } from "preact/hooks"
import { navigate } from "../../state/route"
import { keepAwake } from "../../state/wake-lock"

/** A pointer that has not moved for this long is in nobody's hand. */
const POINTER_RESTS_AFTER_MS = 3_000

/** Goes over to the form that is read from across the room, on the whole screen where the browser lets it. */
export function showAcross(): void {
  navigate({ screen: "wall", form: "across" })
  // A browser may say no, and a television may not know how: then the window is what there is.
  document.documentElement.requestFullscreen?.().catch(() => {})
}

export function leaveAcross(): void {
  navigate({ screen: "wall", form: "desk" })
}

/** While it is read from across the room the screen stays on; this form and the whole screen are left together. */
export function useAcross(isAcross: boolean): void {
  useEffect(() => {
    if (!isAcross) return
    const letSleep = keepAwake()
    const follow = () => {
      if (!document.fullscreenElement) navigate({ screen: "wall", form: "desk" })
    }
    document.addEventListener("fullscreenchange", follow)
    return () => {
      letSleep()
      document.removeEventListener("fullscreenchange", follow)
      // Whoever has left by themselves meanwhile has nothing to leave.
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
    }
  }, [isAcross])
}

/** Whether the pointer rests, so that neither it nor what it points at need be seen. */
export function usePointerRests(isAcross: boolean): boolean {
  const [rests, setRests] = useState(true)
  useEffect(() => {
    if (!isAcross) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const wake = () => {
      setRests(false)
      clearTimeout(timer)
      timer = setTimeout(() => setRests(true), POINTER_RESTS_AFTER_MS)
    }
    // Whoever has just come sees how to leave.
    wake()
    const wakers = ["pointermove", "pointerdown", "focusin"] as const
    for (const name of wakers) addEventListener(name, wake)
    return () => {
      clearTimeout(timer)
      for (const name of wakers) removeEventListener(name, wake)
    }
  }, [isAcross])
  return isAcross && rests
}
