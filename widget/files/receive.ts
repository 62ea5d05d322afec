import type { Tray } from "../../shared/client/files/tray"
import menu from "../later/menu.css?inline"
import files from "./files.css?inline"

/** Takes what is pasted into the window or dropped on it, from when the button stands in it; its style comes along. */
export function createReceive(tray: Tray): (button: Element | null) => void {
  let isThere = false
  return (button) => {
    const window = button?.closest("dialog")
    const root = button?.getRootNode()
    if (isThere || !window) return
    isThere = true
    if (root instanceof ShadowRoot) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet()]
    window.addEventListener("paste", (event) => {
      const copied = event.clipboardData
      // What was copied from a text is a text, though a picture of it comes along.
      if (!copied?.files.length || copied.types.includes("text/plain")) return
      event.preventDefault()
      tray.add(copied.files)
    })
    window.addEventListener("dragover", hold)
    window.addEventListener("drop", (event) => {
      hold(event)
      tray.add(event.dataTransfer?.files ?? [])
    })
  }
}

function sheet(): CSSStyleSheet {
  const made = new CSSStyleSheet()
  made.replaceSync(files + menu)
  return made
}

/** Left alone, a browser leaves the page for what is dropped on it. */
function hold(event: DragEvent): void {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault()
}
