import type { Page } from "playwright-core"

/** Where to go in the panel, and the words that stand there once it has come. */
export type Wanted = { id: string; body: string; name: string }

/** A conversation as it stands in the panel. Of a picture its name is a title. */
export type Standing = {
  bodies: string[]
  authors: string[]
  head: string[]
  files: string[]
  pictures: string[]
  opened: { text: string; title: string }[]
  person: string[]
  signedIn: string[]
  pages: { text: string; title: string }[]
  /** How much of it lies beyond the edge of what it stands in, CSS pixels. */
  beyondPx: number
}

export type Row = { id: string; name: string; text: string }

/** What the panel said outside of its page, and what rang in it, since it was opened. */
export type Told = {
  tabs: string[]
  bars: string[]
  barWords: string[]
  notifications: { title: string; body: string; tag: string }[]
}

type Reader = {
  told: Told
  go(path: string): void
  until(what: string, holds: () => boolean): Promise<void>
  texts(places: string): string[]
}

type WithReader = { reader: Reader }

/** Runs before the panel: keeps what it tells outside of itself, and goes to its places as Back and Forward do. */
export function installReader(): void {
  localStorage.setItem("first-touch.notifications", "on")
  const PATIENCE_MS = 20_000
  const told: Told = { tabs: [], bars: [], barWords: [], notifications: [] }
  const texts = (places: string) => [...document.querySelectorAll(places)].map(({ textContent }) => textContent ?? "")
  document.hasFocus = () => false
  const title = Object.getOwnPropertyDescriptor(Document.prototype, "title")
  Object.defineProperty(document, "title", {
    ...title,
    set(words: string) {
      told.tabs.push(words)
      title?.set?.call(document, words)
    },
  })
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    told.notifications.push({ title, body: options?.body ?? "", tag: options?.tag ?? "" })
  }
  new MutationObserver(() => {
    told.bars.push(...texts(".offer-bar strong"))
    told.barWords.push(...texts(".offer-said"))
  }).observe(document, { subtree: true, childList: true, characterData: true })
  const reader: Reader = {
    told,
    texts,
    go(path) {
      history.pushState(null, "", path)
      dispatchEvent(new PopStateEvent("popstate"))
    },
    until: (what, holds) =>
      new Promise((done, failed) => {
        if (holds()) return done()
        const watch = new MutationObserver(() => {
          if (!holds()) return
          watch.disconnect()
          clearTimeout(patience)
          done()
        })
        watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
        const patience = setTimeout(() => {
          watch.disconnect()
          failed(new Error(`waited in vain for ${what}`))
        }, PATIENCE_MS)
      }),
  }
  Object.assign(window, { reader })
}

export const told = (page: Page) => page.evaluate(() => (window as unknown as WithReader).reader.told)

/** Opens a conversation and reads all that stands of it. */
export function standing(page: Page, wanted: Wanted): Promise<Standing> {
  return page.evaluate(async ({ id, body, name }) => {
    const { go, until, texts } = (window as unknown as WithReader).reader
    const one = (words: string) => words.normalize("NFC")
    const titled = (places: string) =>
      [...document.querySelectorAll(places)].map((link) => ({
        text: link.textContent ?? "",
        title: link.getAttribute("title") ?? "",
      }))
    // Two may have said the same.
    for (const said of document.querySelectorAll(".said-body")) said.classList.add("was-read")
    go(`/panel/conversations/${id}`)
    await until(`${JSON.stringify(body.slice(0, 100))} of ${JSON.stringify(name)}`, () => {
      const said = texts(".said-body:not(.was-read)")[0]
      return said !== undefined && one(said) === one(body) && one(texts(".conversation-head h1")[0] ?? "") === one(name)
    })
    return {
      bodies: texts(".said-body"),
      authors: texts(".said-by bdi"),
      head: texts(".conversation-head h1"),
      files: texts(".said .file bdi"),
      pictures: titled(".said .picture").map(({ title }) => title),
      opened: titled(".happened-page"),
      person: texts(".person-fields bdi"),
      signedIn: texts(".person-signed-in bdi"),
      pages: titled(".person-page"),
      beyondPx: Math.max(
        ...[...document.querySelectorAll(".timeline, .person-scroll, html")].map(
          (each) => each.scrollWidth - each.clientWidth,
        ),
      ),
    }
  }, wanted)
}

/** Scrolls through a list of the inbox from its top, until so many rows were seen. */
export function rowsIn(page: Page, path: string | null, atLeast: number): Promise<Row[]> {
  return page.evaluate(
    async ({ path, atLeast }) => {
      const { go, until } = (window as unknown as WithReader).reader
      if (path !== null) go(path)
      const seen = new Map<string, Row>()
      const take = () => {
        for (const row of document.querySelectorAll(".row")) {
          const id = row.getAttribute("href")?.split("/").at(-1) ?? ""
          const textOf = (places: string) => row.querySelector(places)?.textContent ?? ""
          seen.set(id, { id, name: textOf(".row-name bdi"), text: textOf(".row-text bdi") })
        }
        const list = document.querySelector(".queue-scroll")
        const isAtEnd = list !== null && list.scrollTop + list.clientHeight >= list.scrollHeight
        // What came while it was passed by is met at the next round.
        list?.scrollTo(0, isAtEnd ? 0 : list.scrollTop + list.clientHeight / 2)
        return seen.size >= atLeast
      }
      await until(`${atLeast} rows`, take)
      return [...seen.values()]
    },
    { path, atLeast },
  )
}

/** The heading of the question that comes before somebody is erased. */
export function questionBeforeErasing(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { until, texts } = (window as unknown as WithReader).reader
    document.querySelector<HTMLElement>(".person-data button:last-of-type")?.click()
    await until("the question", () => texts("dialog h2").length > 0)
    const [asked = ""] = texts("dialog h2")
    document.querySelector<HTMLElement>("dialog .dialog-close, dialog header button")?.click()
    await until("it to be gone", () => texts("dialog h2").length === 0)
    return asked
  })
}
