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
  const ready: ReadyMessage = { kind: "first-touch preview ready" }
  if (parent !== window) parent.postMessage(ready, location.origin)
})
