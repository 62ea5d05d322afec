import "./preview.css"
import { isLook, type ReadyMessage } from "./preview-messages"

declare global {
  interface Window {
    FirstTouch?: (...command: unknown[]) => void
  }
}

/** Which site's chat is shown; the tag after this script reads it when its turn comes. */
const site = new URLSearchParams(location.search).get("site")
const tag = document.querySelector<HTMLScriptElement>("script[data-site]")
if (tag && site) tag.dataset.site = site

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== parent) return
  if (isLook(event.data)) window.FirstTouch?.("look", event.data.look)
})

addEventListener("load", () => {
  window.FirstTouch?.("open")
  const ready: ReadyMessage = { kind: "first-touch preview ready" }
  if (parent !== window) parent.postMessage(ready, location.origin)
})
