import "./preview.css"
import { isLook, type ReadyMessage } from "./preview-messages"

declare global {
  interface Window {
    FirstTouch?: (...command: unknown[]) => void
  }
}

/** Which site's chat is shown, in which language; the tag after this script reads it when its turn comes. */
const wanted = new URLSearchParams(location.search)
const tag = document.querySelector<HTMLScriptElement>("script[data-site]")
if (tag) {
  tag.dataset.site = wanted.get("site") ?? "default"
  tag.dataset.locale = wanted.get("locale") ?? "en"
}

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== parent) return
  if (isLook(event.data)) window.FirstTouch?.("look", event.data.look)
})

addEventListener("load", () => {
  window.FirstTouch?.("open")
  whenChatStands(() => {
    const ready: ReadyMessage = { kind: "first-touch preview ready" }
    if (parent !== window) parent.postMessage(ready, location.origin)
  })
})

/** Two frames after its field is drawn, the chat has asked for the focus, which belongs to the settings (use-own-focus.ts). */
function whenChatStands(run: () => void): void {
  const root = document.querySelector("first-touch")?.shadowRoot
  if (!root) return
  const observer = new MutationObserver(look)
  observer.observe(root, { childList: true, subtree: true })
  look()

  function look() {
    if (!root?.querySelector("textarea")) return
    observer.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(run))
  }
}
