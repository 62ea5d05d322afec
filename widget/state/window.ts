import { effect, signal } from "@preact/signals"
import type { Shelf } from "./shelf"

export type ChatWindow = ReturnType<typeof createWindow>

const OPEN = "open"

/**
 * Whether the chat's window is open, and whether anybody can be looking at it. `tab` keeps that the visitor has opened it,
 * so that it stands open on the next page too, unless it would cover it.
 */
export function createWindow(tab: Shelf) {
  const opened = signal(tab.read(OPEN) !== null && !isPhone())
  const pageVisible = signal(isVisible())
  document.addEventListener("visibilitychange", () => {
    pageVisible.value = isVisible()
  })

  return {
    opened,
    pageVisible,
    open(): void {
      opened.value = true
      // A page may open the chat by itself; what nobody asked for is not carried on.
      if (navigator.userActivation?.hasBeenActive ?? true) tab.write(OPEN, "")
    },
    close(): void {
      opened.value = false
      tab.write(OPEN, null)
    },
  }
}

/** Narrow enough that the window takes the whole screen. */
export const isPhone = () => matchMedia("(max-width: 480px)").matches

const isVisible = () => document.visibilityState === "visible"
const COUNT = /^\(\d+\) /

/** The page's own title, with how many replies wait before it. */
export function countInTitle(count: { readonly value: number }): void {
  effect(() => {
    const title = document.title.replace(COUNT, "")
    const next = count.value > 0 ? `(${count.value}) ${title}` : title
    if (document.title !== next) document.title = next
  })
}
