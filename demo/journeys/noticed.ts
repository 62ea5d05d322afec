import type { BrowserContext, Frame } from "playwright-core"

/** Schemes of addresses that may stand in a link, a picture or a form. */
const SAFE_SCHEMES = ["http:", "https:", "mailto:", "tel:"]

/** What a link that leads away has to say of itself. */
const AWAY = ["noopener", "noreferrer", "nofollow", "ugc"]

export type Watch = {
  /** What words from outside became besides words, in every page and frame of the browser until now. */
  noticed(): Promise<string[]>
  /** Begins anew. */
  forget(): void
}

/**
 * Makes a browser notice words from outside that became more than words: what they call, what they put into a page,
 * where they lead, and whom they let it talk to besides `own`.
 */
export async function watchFor(context: BrowserContext, own: readonly string[]): Promise<Watch> {
  let said: string[] = []
  const note = (what: string) => void said.push(what)
  const isOwn = (address: string) => !/^(https?|wss?):/.test(address) || own.some((each) => address.startsWith(each))
  context.on("request", (request) => isOwn(request.url()) || note(`${new URL(request.url()).host} was asked`))
  context.on("dialog", (dialog) => {
    note("a dialog was opened")
    void dialog.dismiss()
  })
  await context.exposeBinding("noticedHere", (_source, what: string) => note(what))
  await context.addInitScript(watchFromInside)
  return {
    async noticed() {
      const frames = context.pages().flatMap((page) => page.frames())
      const standing = await Promise.all(frames.map((frame) => standingIn(frame)))
      return [...new Set([...said, ...standing.flat()])]
    },
    forget() {
      said = []
    },
  }
}

/** Runs before every document's own scripts. */
function watchFromInside(): void {
  const tell = (what: string) => void (window as unknown as { noticedHere(what: string): void }).noticedHere(what)
  const calls = (what: string) => () => tell(what)
  for (const name of ["fired", "alert", "confirm", "prompt", "print", "msgbox"]) {
    Object.defineProperty(window, name, { value: calls("a script ran"), writable: true })
  }
  Object.defineProperty(window, "open", { value: calls("a window was opened"), writable: true })
  Object.defineProperty(window, "__pwned", { set: calls("a script ran"), get: () => undefined })
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    tell(`the policy had to stop ${effectiveDirective} ${blockedURI}`),
  )
  const GUESTS = "script, iframe, frame, object, embed, style, base, meta, form[action]"
  const isPreview = (element: Element) =>
    element instanceof HTMLIFrameElement && element.getAttribute("src")?.startsWith("/panel/preview.html?")
  const look = (element: Element) => {
    for (const each of [element, ...element.querySelectorAll("*")]) {
      const handlers = each.getAttributeNames().filter((name) => name.startsWith("on"))
      if (each.matches(GUESTS) && !isPreview(each)) tell(`<${each.localName}> came`)
      for (const name of handlers) tell(`<${each.localName} ${name}> came`)
    }
  }
  const watch = (root: Node) =>
    new MutationObserver((changes) => {
      for (const { addedNodes, target, attributeName } of changes) {
        if (attributeName?.startsWith("on") && target instanceof Element && target.hasAttribute(attributeName))
          look(target)
        for (const node of addedNodes) if (node instanceof Element) look(node)
      }
    }).observe(root, { subtree: true, childList: true, attributes: true })
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    watch(root)
    return root
  }
  document.addEventListener("DOMContentLoaded", () => watch(document))
}

/** What stands in a frame now that no words of a person may become. One that is just leaving has nothing. */
function standingIn(frame: Frame): Promise<string[]> {
  return frame
    .evaluate(
      ({ safe, away }) => {
        const inside = (root: ParentNode): Element[] =>
          [...root.querySelectorAll("*")].flatMap((element) => [
            element,
            ...(element.shadowRoot ? inside(element.shadowRoot) : []),
          ])
        const opens = (element: Element) => `<${element.localName}`
        const leadsAstray = (element: Element) =>
          ["href", "xlink:href", "src", "action", "formaction", "srcdoc", "data"].flatMap((name) => {
            const address = element.getAttribute(name)
            if (address === null || element.localName === "link") return []
            const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null
            const isSafe = url !== null && name !== "srcdoc" && safe.includes(url.protocol)
            return isSafe ? [] : [`${opens(element)} ${name}="${address.slice(0, 80)}">`]
          })
        const saysTooLittle = (element: Element) => {
          if (!(element instanceof HTMLAnchorElement) || !element.hasAttribute("href")) return []
          const leaves =
            element.target === "_blank" || (/^http/.test(element.href) && element.origin !== location.origin)
          return leaves && away.some((word) => !element.relList.contains(word))
            ? [`<a rel="${element.rel}"> leads away`]
            : []
        }
        return inside(document).flatMap((element) => [...leadsAstray(element), ...saysTooLittle(element)])
      },
      { safe: SAFE_SCHEMES, away: AWAY },
    )
    .catch(() => [])
}
