import type { Page } from "playwright-core"

/** Scheme of an address that may stand in a link. */
const SAFE_SCHEMES = ["http:", "https:", "mailto:", "tel:"]

/** Makes a page notice words from outside that became more than words: `fired()` is what they try to call. */
export async function watchFor(page: Page): Promise<void> {
  page.on("dialog", (dialog) => void dialog.dismiss())
  await page.addInitScript(() => {
    const noticed: string[] = []
    const note = (what: string) => () => void noticed.push(what)
    Object.assign(window, {
      noticed,
      fired: note("a script ran"),
      alert: note("a dialog was opened"),
      confirm: note("a dialog was opened"),
      prompt: note("a dialog was opened"),
    })
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      noticed.push(`the policy had to stop ${effectiveDirective} ${blockedURI}`),
    )
  })
}

/** What was noticed so far, and what stands in the page now that no words of a person may become. */
export async function noticed(page: Page): Promise<string[]> {
  return page.evaluate((safe) => {
    const inside = (root: ParentNode): Element[] =>
      [...root.querySelectorAll("*")].flatMap((element) => [
        element,
        ...(element.shadowRoot ? inside(element.shadowRoot) : []),
      ])
    const isUnsafe = (address: string | null) =>
      address !== null && !safe.includes(new URL(address, location.href).protocol)
    const found = inside(document).flatMap((element) => [
      ...element
        .getAttributeNames()
        .filter((name) => name.startsWith("on"))
        .map((name) => `<${element.localName} ${name}>`),
      ...["href", "src", "action", "srcdoc"]
        .filter((name) => element.localName !== "link" && isUnsafe(element.getAttribute(name)))
        .map((name) => `<${element.localName} ${name}="${element.getAttribute(name)}">`),
    ])
    return [...(window as unknown as { noticed: string[] }).noticed, ...found]
  }, SAFE_SCHEMES)
}
