import { effect, signal } from "@preact/signals"

export type ChatWindow = ReturnType<typeof createWindow>

/** Whether the chat's window is open, and whether anybody can be looking at it. */
export function createWindow() {
  const opened = signal(false)
  const pageVisible = signal(isVisible())
  document.addEventListener("visibilitychange", () => {
    pageVisible.value = isVisible()
  })

  return {
    opened,
    pageVisible,
    open(): void {
      opened.value = true
    },
    close(): void {
      opened.value = false
    },
  }
}

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
