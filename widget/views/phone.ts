import { isPhone } from "../state/window"

/**
 * Opens the window: on a phone in front of everything, as tall as the keyboard leaves room for, with the page behind
 * it standing still. Returns the way to let go of the page.
 */
export function fillPhone(window: HTMLDialogElement): () => void {
  if (!isPhone()) {
    window.show()
    return () => {}
  }
  window.showModal()
  const page = document.documentElement.style
  const before = page.overflow
  page.overflow = "hidden"
  const fill = () => {
    window.style.setProperty("--top", `${visualViewport?.offsetTop ?? 0}px`)
    window.style.setProperty("--height", `${visualViewport?.height ?? innerHeight}px`)
  }
  visualViewport?.addEventListener("resize", fill)
  visualViewport?.addEventListener("scroll", fill)
  fill()
  return () => {
    visualViewport?.removeEventListener("resize", fill)
    visualViewport?.removeEventListener("scroll", fill)
    page.overflow = before
  }
}
