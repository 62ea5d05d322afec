import { useEffect, useRef } from "preact/hooks"
import type { Look } from "../../../shared/protocol/types"
import { locale } from "../../locales"
import { words } from "../../locales/settings"
import { isPreviewReady, type LookMessage } from "../../preview-messages"
import { useOwnFocus } from "./use-own-focus"

/** The real chat in a page of its own, told of every change before it is saved. */
export function SitePreview({ siteId, look }: { siteId: string; look: Look }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const latest = useRef(look)
  const stands = useRef(false)
  useOwnFocus(frame, stands)
  latest.current = look

  function show() {
    const message: LookMessage = { kind: "first-touch look", look: latest.current }
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }

  useEffect(() => {
    const hear = (event: MessageEvent) => {
      const fromFrame = event.origin === location.origin && event.source === frame.current?.contentWindow
      if (!fromFrame || !isPreviewReady(event.data)) return
      show()
      stands.current = true
    }
    addEventListener("message", hear)
    return () => removeEventListener("message", hear)
  }, [])
  useEffect(show, [look])

  const address = `/panel/preview.html?${new URLSearchParams({ site: siteId, locale: locale.value })}`
  return (
    <figure class="site-preview">
      <iframe ref={frame} title={words.sites.preview} src={address} />
      <figcaption>{words.sites.previewSays}</figcaption>
    </figure>
  )
}
