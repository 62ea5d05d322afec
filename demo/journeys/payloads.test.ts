import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { alertOf } from "../../server/features/push/words"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { pdf, upload } from "../../server/testing/files"
import { ANA } from "../../server/testing/kit"
import { type Agent, agent, post, visitor } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { readZip } from "../../server/testing/read-zip"
import { until } from "../../server/testing/until"
import { shelfName } from "../../widget/api"
import { type Watch, watchFor } from "./noticed"
import { installReader, questionBeforeErasing, rowsIn, standing, told } from "./payloads/panel"
import { asFileName, asName, cut, isFilled, isText, ONE_OF_EACH, PAYLOADS } from "./payloads/strings"
import { fields, type Place, SHOWN, SHOWN_NOWHERE } from "./payloads/table"
import { inHeader, say, shownName, type Visit, visit } from "./payloads/visits"
import { type AgentScreen, agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

/** So many visitors come and ring one after the other: on a machine that does nothing else it takes ten seconds. */
const FILLED_WITHIN_MS = 150_000
/** As many as write at once. */
const AT_ONCE = 8
/** As many as ring at once. */
const RING_AT_ONCE = 20
/** As much of a message as stands in a list. */
const LINE_LENGTH = 140

/** Markup that runs, comes or leads away where it is taken for markup, and what has to be noticed of it. */
const FIRES: readonly (readonly [markup: string, ...noticed: string[]])[] = [
  ["<img src=nowhere onerror=fired()>", "a script ran", "<img onerror> came"],
  ["<svg onload=alert(1)>", "<svg onload> came"],
  ["<details open ontoggle=confirm(1)>", "a script ran", "<details ontoggle> came"],
  ["<img src=nowhere onerror=print()>", "a script ran"],
  ['<img src=nowhere onerror="window.__pwned = 1">', "a script ran"],
  ["<p onclick=fired()>", "<p onclick> came"],
  ["<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "a script ran", "<iframe> came"],
  ["<iframe srcdoc='<script>alert(1)</script>'></iframe>", "a script ran"],
  ['<object data="data:text/html,x"></object>', "<object> came"],
  ["<style>@import 'https://evil.example/x.css';</style>", "<style> came", "evil.example was asked"],
  ["<img src=https://evil.example/pixel.png>", "evil.example was asked"],
  ["<a href=' javascript:fired()'>x</a>", '<a href=" javascript:fired()">'],
  ["<form action=javascript:fired()></form>", '<form action="javascript:fired()">'],
  ["<a href=https://evil.example target=_blank rel=noopener>x</a>", '<a rel="noopener"> leads away'],
  ["<img src=nowhere onerror=\"window.open('https://evil.example')\">", "a window was opened"],
]

type Told = Visit & { conversationId: string }

describe("bad input stays words, in every field and at every place (V01, V02, V04, V11)", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  let ana: Agent
  const looked = new Set<string>()
  /** Notes that words of a field stand at a place as they were sent. */
  function stands(field: string, place: Place, shown: unknown, sent: unknown): void {
    expect({ field, place, shown: nfc(shown) }).toEqual({ field, place, shown: nfc(sent) })
    looked.add(`${field} at ${place}`)
  }

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    shop = await openShop({ chat: product.url })
    ana = await agent(product)
  })
  afterAll(async () => {
    ana.hangUp()
    await browser.close()
    await shop.close()
    await product.remove()
  })

  test("each field that a stranger fills has a row in the table, and each row a field", () => {
    expect(fields().sort()).toEqual([...Object.keys(SHOWN), ...Object.keys(SHOWN_NOWHERE)].sort())
  })

  test("what becomes more than words is noticed, also in a shadow", async () => {
    const context = await browser.newContext()
    const watch = await watchFor(context, [product.url, shop.url])
    const page = await context.newPage()
    await page.goto(`${shop.url}/pricing.html`)
    expect(await watch.noticed()).toEqual([])
    for (const [markup, ...expected] of FIRES) {
      await page.evaluate((html) => {
        document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" }).innerHTML = html
      }, markup)
      await until(`${markup} to be noticed`, async () => {
        const noticed = await watch.noticed()
        return expected.every((what) => noticed.includes(what))
      })
      watch.forget()
      await page.evaluate(() => document.body.lastElementChild?.remove())
    }
    await context.close()
  })

  test("what Vera says stands in her window as she said it, in the second tab, and after a reload", async () => {
    const vera = await visitorScreen(browser, `${shop.url}/contacts.html`)
    const watch = await watchFor(vera.context, [product.url, shop.url])
    await vera.page.goto(`${shop.url}/pricing.html`)
    await vera.open()
    await vera.page.locator("dialog textarea").waitFor()
    const typed = ONE_OF_EACH.map(({ words }) => words.replace(/\r\n?/g, "\n").trim()).filter(isTypeable)
    for (const words of typed) await vera.write(words)
    await allSent(vera.page, typed.length)
    stands("message.send body", "window", await textsIn(vera.page, "dialog .bubble"), typed)

    const all = [...typed, ...(await sayBesides(vera.page))]
    const second = await vera.context.newPage()
    await second.goto(`${shop.url}/contacts.html`)
    await second.getByRole("button", { name: /chat/i }).first().click()
    await showAll(second, all.length)
    stands("message.send body", "second tab", await textsIn(second, "dialog .bubble"), all)
    await vera.page.reload()
    await vera.standsOpen()
    await showAll(vera.page, all.length)
    stands("message.send body", "window after a reload", await textsIn(vera.page, "dialog .bubble"), all)
    const log = vera.page.locator("dialog .log")
    expect(await log.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await vera.page.locator("dialog .chip").first().waitFor()
    const files = ONE_OF_EACH.map(({ words }) => asFileName(isText(words) ? cut(words, 120) : "file", "pdf"))
    stands("attachment.create name", "window after a reload", await textsIn(vera.page, "dialog .chip bdi"), files)
    await lookAtCommands(vera.page)
    expect(await watch.noticed()).toEqual([])
    expect(vera.errors).toEqual([])
    await vera.context.close()
  })

  /** Says what was not typed, as the same visitor by another line, with a file that is called so. */
  async function sayBesides(page: Page): Promise<string[]> {
    const token = await page.evaluate((key) => localStorage.getItem(key), `${shelfName(product.url, "default")}token`)
    const as = { Authorization: `Bearer ${token}` }
    const besides = PAYLOADS.filter((bad) => !ONE_OF_EACH.includes(bad)).map(({ words }) => cut(words, 10_000))
    const said = besides.filter(isFilled)
    for (const { words } of ONE_OF_EACH) {
      const { id } = await upload(product, as, isText(words) ? cut(words, 120) : "file", pdf("a"))
      const message = { id: randomUUID(), body: "", attachmentIds: [id] }
      expect(await post<"message.send">(product, "message.send", message, as)).toMatchObject({ status: 200 })
    }
    for (const body of said) {
      const { reply } = await post<"message.send">(product, "message.send", { id: randomUUID(), body }, as)
      expect(reply).toMatchObject({ ok: true })
    }
    return said
  }

  describe("in the panel", () => {
    let screen: AgentScreen
    let watch: Watch
    let all: Told[]
    let few: Told[]

    beforeAll(async () => {
      const { secret } = await ana.call("identity.make", { siteId: "default" })
      await ana.call("agent.save", { agentId: ana.agentId, capacity: 100 })
      const came: Visit[] = []
      await several(PAYLOADS, async (bad, number) => {
        came[number] = await visit(product, bad, { secret: secret ?? "", number })
      })
      screen = await agentScreen(browser, product.url)
      watch = await watchFor(screen.context, [product.url])
      await screen.context.grantPermissions(["notifications"])
      await screen.context.addInitScript(installReader)
      await screen.page.goto(`${product.url}/panel/settings/profile`)
      await screen.page.getByRole("heading", { level: 1 }).first().waitFor()
      all = await allRing(came)
      few = all.filter((_, number) => ONE_OF_EACH.includes(PAYLOADS[number] ?? never()))
    }, FILLED_WITHIN_MS)
    afterAll(() => screen.context.close())
    afterEach(async () => expect([await watch.noticed(), screen.errors]).toEqual([[], []]))

    test("the bar, the title and the alerts say it as it was sent", async () => {
      lookAtAlerts(all, await told(screen.page))
    })

    test("so do the inbox, the search and the wall", async () => {
      const { page } = screen
      await page.setViewportSize({ width: 1440, height: 3_000 })
      lookAtRows("row", few, await rowsIn(page, "/panel/waiting", few.length))
      await lookAtWall(page, few)
      lookAtRows("row", all, await rowsIn(page, "/panel/resolved", all.length - few.length))
      await lookAtSearch(page, all)
      await page.setViewportSize({ width: 1440, height: 900 })
    })

    test(
      "so does each conversation, and the person beside it",
      async () => {
        for (const each of all) await lookAtConversation(screen.page, each)
      },
      FILLED_WITHIN_MS,
    )

    test("nothing of it is wider than a phone, and no heap of accents covers what is beside it", async () => {
      const { page } = screen
      await page.setViewportSize({ width: 360, height: 640 })
      const unusual = all.filter(({ body }) => /\S{200}|\p{M}{8}/u.test(body))
      expect(unusual.length).toBeGreaterThan(5)
      for (const each of unusual) await lookAtConversation(page, each)
      await page.setViewportSize({ width: 1440, height: 900 })
    })

    test("so do questions, notes of what was done, and what was said earlier", async () => {
      const resolved = all.filter((each) => !few.includes(each))
      for (const each of resolved.slice(0, 12)) await lookAtEarlier(screen.page, each)
      for (const each of few.slice(0, 12)) await lookAtQuestions(screen.page, each)
      for (const each of few.slice(0, 3)) await lookAtSavedCopy(screen.page, each)
      await lookAtWhereabouts(screen.page)
    })

    test("so does the copy that a person is given of all that is known of them (V51)", () => lookAtExport(all))

    test("settings show no word of a stranger's browser", () => lookAtSettings(screen.page))
  })

  /** What a page says to the chat is a draft, a look or a name, and nothing more. */
  async function lookAtCommands(page: Page) {
    const said = ONE_OF_EACH.map(({ words }) => words).filter(isTypeable)
    const drafts = await page.evaluate(async (all) => {
      const chat = document.querySelector("first-touch")?.shadowRoot
      const field = chat?.querySelector("textarea")
      const { FirstTouch } = window as unknown as { FirstTouch(name: string, said: unknown): void }
      const shown: string[] = []
      for (const words of all) {
        FirstTouch("message", words)
        FirstTouch("look", { accent: words, side: words, greeting: words })
        await new Promise(requestAnimationFrame)
        shown.push(field?.value ?? "")
      }
      FirstTouch("message", "")
      return shown
    }, said)
    stands(
      "command message",
      "field",
      drafts,
      said.map((words) => words.replace(/\r\n?/g, "\n")),
    )
    stands("command look", "page of the shop", await paintOf(page), [])
    const { conversations } = await ana.call("conversation.list", {})
    const [vera] = conversations
    for (const words of said.map((words) => cut(words, 100)).slice(0, 20)) {
      await page.evaluate(`FirstTouch("contact", { name: ${JSON.stringify(words)} })`)
      await until(`${words} to be known`, async () => {
        const { contact } = await ana.call("contact.export", { contactId: vera?.contact.id ?? "" })
        return contact.name === words
      })
      const { contact } = await ana.call("contact.export", { contactId: vera?.contact.id ?? "" })
      stands("command contact", "export", contact.name, words)
    }
    for (const words of said.slice(0, 10)) await page.evaluate(`FirstTouch("identify", ${JSON.stringify(words)})`)
    stands("command identify", "page of the shop", await page.locator("dialog textarea").count(), 1)
    await ana.call("conversation.resolve", { conversationId: vera?.id ?? "" })
  }

  /** What of the chat's own looks is no colour and no side. */
  const paintOf = (page: Page | ReturnType<Page["frames"]>[number]) =>
    page.evaluate(() => {
      const frame = document.querySelector("first-touch")?.shadowRoot?.querySelector("div")
      const isColours = /^(--[\w-]+: ?#[0-9a-f]{3,6};? ?)*$/i.test(frame?.style.cssText ?? "")
      return isColours ? [] : [frame?.style.cssText]
    })

  test("attributes of the script tag choose a look or nothing", async () => {
    const context = await browser.newContext()
    const watch = await watchFor(context, [product.url, shop.url])
    const attribute = (words: string) => words.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("\0", "")
    const framed = ONE_OF_EACH.map(({ words }) => attribute(cut(words, 4_000)))
    const tag = (words: string) =>
      `<script src="${product.url}/widget.js" ${["site", "accent", "side", "locale", "identity"].map((name) => `data-${name}="${words}"`).join(" ")}></script>`
    await context.route(`${product.url}/framed/**`, (route) => {
      const words = framed[Number(new URL(route.request().url()).pathname.split("/").at(-1))]
      const frames = framed.map((_, index) => `<iframe src="/framed/${index}" hidden></iframe>`).join("")
      const html = words === undefined ? frames : tag(words)
      return route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><title>Shop</title><body>${html}`,
      })
    })
    const page = await context.newPage()
    const errors: string[] = []
    page.on("pageerror", (error) => errors.push(error.message))
    await page.goto(`${product.url}/framed/all`)
    const [, ...frames] = page.frames()
    expect(frames).toHaveLength(framed.length)
    for (const frame of frames) {
      expect([frame.url(), await frame.locator("first-touch").count()]).toEqual([frame.url(), 1])
      for (const name of ["site", "accent", "side", "locale", "identity"]) {
        stands(`attribute ${name}`, "page of the shop", await paintOf(frame), [])
      }
    }
    expect([await watch.noticed(), errors]).toEqual([[], []])
    await context.close()
  })

  const allSent = (page: Page, count: number) =>
    until(
      "everything to stand in the window as sent",
      async () => (await page.locator("dialog .bubble:not(.pending)").count()) === count,
      20_000,
    )

  /** Asks for what is older until nothing is. */
  async function showAll(page: Page, count: number) {
    await until("all that was said", async () => {
      await page.evaluate(() => {
        const host = document.querySelector("first-touch")
        host?.shadowRoot?.querySelector<HTMLElement>(".log > .pill")?.click()
      })
      return (await page.locator("dialog .bubble").count()) === count
    })
  }

  test("every field was looked at in every place where it is shown", () => {
    const pairs = Object.entries(SHOWN).flatMap(([field, places]) => places.map((place) => `${field} at ${place}`))
    expect([...looked].sort()).toEqual(pairs.sort())
  })

  /** Each rings for Ana, one after the other, so that each is told of; then it is resolved, but for those that have to wait. */
  async function allRing(visits: readonly Visit[]): Promise<Told[]> {
    const rang = new Set<string>()
    ana.socket.on("conversation", ({ id, offer }: { id: string; offer: unknown }) => offer && rang.add(id))
    const all: Told[] = []
    let before: Promise<unknown> = Promise.resolve()
    for (const [number, bad] of PAYLOADS.entries()) {
      const made = visits[number] ?? never()
      const conversationId = await say(product, bad, made)
      all.push({ ...made, conversationId })
      const answered = before.then(async () => {
        await until("it to ring", () => rang.has(conversationId))
        if (ONE_OF_EACH.includes(bad)) await ana.call("offer.decline", { conversationId })
        else await ana.call("conversation.resolve", { conversationId })
      })
      if (number % RING_AT_ONCE === 0) await before
      before = answered
    }
    await before
    return all
  }

  /** Does it for all, some at once. */
  async function several<Each>(all: readonly Each[], work: (each: Each, index: number) => Promise<void>) {
    const left = [...all.entries()]
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0])
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }

  function lookAtAlerts(
    visits: readonly Told[],
    { tabs, bars, barWords, notifications }: Awaited<ReturnType<typeof told>>,
  ) {
    const had = {
      tabs: new Set(tabs.map((title) => nfc(title.replace(/^\S+ /, "")))),
      bars: new Set(bars.map(nfc)),
      words: new Set(barWords.map(nfc)),
    }
    const among = (set: ReadonlySet<string>, words: string) => (set.has(nfc(words)) ? words : `not among ${set.size}`)
    const told = new Map(notifications.toReversed().map((each) => [each.tag, each]))
    for (const each of visits) {
      const waits = `${shownName(each)} is waiting for you`
      const title = `${waits} · First Touch`
      stands("contact.save name", "offer bar", among(had.bars, waits), waits)
      stands("message.send body", "offer bar", among(had.words, lineOf(each)), lineOf(each))
      stands("contact.save name", "tab", among(had.tabs, title), title)
      const shown = told.get(each.conversationId)
      stands("contact.save name", "notification", shown?.title, waits)
      stands("message.send body", "notification", shown?.body, `It is your turn\n${lineOf(each)}`)
      const occasion = { why: "offer", timer: "first-touch", who: each.name, said: each.body, leftMs: 1_000 } as const
      const pushed = alertOf(occasion, each.conversationId, "en")
      stands("contact.save name", "push", pushed.title, `${asName(each.name ?? "") || "A visitor"} is waiting for you`)
      const [, line = ""] = pushed.body.split("\n")
      const first = each.body.split("\n").map(asName).find(Boolean) ?? ""
      stands("message.send body", "push", line, first === line ? first : `${line.replace(/…$/, "")}…`)
      expect(first.startsWith(line.replace(/…$/, ""))).toBe(true)
    }
  }

  /** Of a message the first letters, then the names of its files. */
  const lineOf = ({ body, file }: Pick<Visit, "body" | "file">) =>
    [body, file.name]
      .join("\n")
      .trim()
      .slice(0, LINE_LENGTH)
      .replace(/[\ud800-\udbff]$/, "")

  function lookAtRows(place: "row" | "search", visits: readonly Told[], rows: Awaited<ReturnType<typeof rowsIn>>) {
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const each of visits) {
      const row = byId.get(each.conversationId)
      if (!row) continue
      stands("contact.save name", place, row.name, shownName(each))
      // Where the words that were searched for stand far behind, a row begins near them.
      const begins = row.text.startsWith("…") ? lineOf(each).length - row.text.length + 1 : 0
      if (row.text !== "") stands("message.send body", place, row.text.replace(/^…/, ""), lineOf(each).slice(begins))
    }
  }

  async function lookAtConversation(page: Page, each: Told) {
    const name = shownName(each)
    const shown = await standing(page, { id: each.conversationId, body: each.body, name })
    expect({ name, beyondPx: shown.beyondPx }).toEqual({ name, beyondPx: 0 })
    const by = each.isVouched ? "identity" : "contact.save"
    stands("message.send body", "thread", shown.bodies[0], each.body)
    stands("contact.save name", "author", shown.authors[0], name)
    stands(`${by} name`, "head", shown.head, [name])
    const files = each.file.isPicture ? [[], [each.file.name]] : [[each.file.name], []]
    stands("attachment.create name", "thread", [shown.files, shown.pictures], files)
    const { url, title, referrer } = each.page
    stands("visitor.start page.title", "thread", shown.opened[0]?.text, title || url)
    stands("visitor.start page.url", "thread", shown.opened[0]?.title, url)
    const known = [
      asName(each.name ?? "") || "Add a name",
      each.email ?? "Add an e-mail",
      each.phone ?? "Add a phone number",
    ]
    for (const [at, field] of (["name", "email", "phone"] as const).entries()) {
      stands(`${by} ${field}`, "person", shown.person[at], known[at])
    }
    stands("identity sub", "person", shown.signedIn, [each.subject])
    const [opened, cameFrom] = shown.pages
    stands("visitor.start page.title", "person", opened?.text, title || url)
    stands("visitor.start page.url", "person", opened?.title, url)
    if (referrer !== "") stands("visitor.start page.referrer", "person", cameFrom?.title, referrer)
  }

  /** Who waits, and those whose reply is late, with where they are. */
  async function lookAtWall(page: Page, few: readonly Told[]) {
    await go(page, "/panel/wall")
    await page.locator(".wait-name").first().waitFor()
    const waits = await textsIn(page, ".wait-name")
    stands("contact.save name", "wall", waits, few.slice(0, waits.length).map(shownName))
    const wheres = await textsIn(page, ".wait-where")
    const titles = few.slice(0, waits.length).map(({ page: { url, title } }) => title || url)
    stands(
      "visitor.start page.title",
      "wall",
      wheres,
      titles.map((title) => `First reply · ${title}`),
    )
  }

  async function lookAtQuestions(page: Page, each: Told) {
    await standing(page, { id: each.conversationId, body: each.body, name: shownName(each) })
    const asked = await questionBeforeErasing(page)
    stands("contact.save name", "question before erasing", asked, `Erase ${shownName(each)}?`)
  }

  async function lookAtSearch(page: Page, visits: readonly Told[]) {
    for (const words of ["http", "evil", "fired"]) {
      await page.locator('input[type="search"]').fill(words)
      await page.locator(".row mark").first().waitFor()
      lookAtRows("search", visits, await rowsIn(page, null, 3))
    }
    await page.locator('input[type="search"]').fill("")
  }

  async function lookAtExport(visits: readonly Told[]) {
    await several(visits, async (each) => {
      const { contact, conversations } = await ana.call("contact.export", { contactId: each.contactId })
      const [first] = conversations
      const message = first?.events.find((event) => event.type === "message.posted")
      if (message?.type !== "message.posted") throw new Error("nothing was said")
      stands("contact.save name", "export", contact.name, each.name)
      stands("contact.save email", "export", contact.email, each.email)
      stands("contact.save phone", "export", contact.phone, each.phone)
      stands("identity sub", "export", contact.subject, each.subject)
      stands("message.send body", "export", message.message.body, each.body)
      stands("attachment.create name", "export", message.message.attachments[0]?.name, each.file.name)
      stands("visitor.start page.url", "export", first?.conversation.page?.url, each.page.url)
      stands("visitor.start page.title", "export", first?.conversation.page?.title, each.page.title)
      stands("visitor.start page.referrer", "export", first?.conversation.page?.referrer, each.page.referrer)
    })
  }

  /** What an owner saves of a person is a file that opens as text and runs nothing (V51). */
  async function lookAtSavedCopy(page: Page, each: Told) {
    await standing(page, { id: each.conversationId, body: each.body, name: shownName(each) })
    const saves = page.getByRole("button", { name: "Save a copy" })
    const [download] = await Promise.all([page.waitForEvent("download"), saves.click()])
    expect(download.suggestedFilename()).toBe(`${each.contactId}.zip`)
    const saved = readZip(await readFile(await download.path()))
    const { contact, conversations } = JSON.parse(String(saved.get("person.json")))
    stands("contact.save name", "saved copy", contact.name, each.name)
    const [message] = conversations[0].events.filter(({ type }: { type: string }) => type === "message.posted")
    stands("message.send body", "saved copy", message.message.body, each.body)
    const told = page.locator(".toast > span")
    await told.first().waitFor()
    stands("contact.save name", "toast", await told.allTextContents(), [
      `A copy of everything about ${shownName(each)} was saved.`,
    ])
    await page.locator(".toast button").click()
  }

  /** Somebody who writes again after it was resolved begins anew, and what was said before is a line beside it. */
  async function lookAtEarlier(page: Page, { body, file, shows, conversationId, ...each }: Told) {
    const again = { id: randomUUID(), body: `Once more, ${each.contactId}` }
    const { reply } = await post<"message.send">(product, "message.send", again, shows)
    if (!reply.ok) throw new Error(reply.error.message)
    const { id } = reply.data.conversation
    expect(id).not.toBe(conversationId)
    await standing(page, { id, body: again.body, name: shownName({ body, file, shows, ...each }) })
    await page.locator(".earlier-one").waitFor()
    stands("message.send body", "earlier", await textsIn(page, ".earlier-one bdi"), [lineOf({ body, file })])
  }

  /** Where somebody is now follows them from page to page. */
  async function lookAtWhereabouts(page: Page) {
    const viktor = await visitor(product)
    const { conversation } = await viktor.say("Where am I?")
    await go(page, `/panel/conversations/${conversation.id}`)
    await page.getByText("Where am I?").first().waitFor()
    for (const { words } of ONE_OF_EACH.filter(({ words }) => isFilled(words))) {
      const url = `https://nightingale.example/?${encodeURIComponent(words).slice(0, 300)}`
      await viktor.call("page.visited", { page: { url, title: cut(words, 300) } })
      const now = page.locator(".person-page").first()
      await until(`${url} to be where they are`, async () => (await now.getAttribute("title")) === url)
      stands("page.visited page.url", "person", await now.getAttribute("title"), url)
      stands("page.visited page.title", "person", await now.textContent(), cut(words, 300))
    }
    viktor.hangUp()
  }

  /** Nothing but an origin is told to the owner as one that asked; a browser's own words are never shown. */
  async function lookAtSettings(page: Page) {
    for (const { words } of ONE_OF_EACH) {
      const said = inHeader(words).trim()
      for (const Origin of [said, `https://shop.example/${said}`, `https://${said}`]) {
        await post(product, "visitor.start", { site: "default", page: { url: "", title: "" } }, { Origin })
      }
    }
    const own = "https://xn--80ak6aa92e.com"
    await post(product, "visitor.start", { site: "default", page: { url: "", title: "" } }, { Origin: own })
    await go(page, "/panel/settings/sites")
    await page.getByText(own).waitFor()
    const listed = await textsIn(page, ".settings-sub code")
    stands(
      "header origin",
      "sites",
      listed.filter((origin) => new URL(origin).origin !== origin),
      [],
    )
    for (const { words } of ONE_OF_EACH.slice(0, 3)) {
      await fetch(`${product.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: product.url, "User-Agent": inHeader(words) },
        body: JSON.stringify(ANA),
      })
    }
    await go(page, "/panel/settings/profile")
    const rows = page.locator(".settings-row .one-line")
    await until("the sessions", async () => (await rows.count()) >= 4)
    const names = new Set(await rows.allTextContents())
    stands(
      "header user-agent",
      "sessions",
      [...names].filter((name) => !/^(\w+ on \w+|A program)$/.test(name)),
      [],
    )
  }

  /** Goes to a place of the panel as Back and Forward do. */
  const go = (page: Page, path: string) =>
    page.evaluate((to) => {
      history.pushState(null, "", to)
      dispatchEvent(new PopStateEvent("popstate"))
    }, path)

  const textsIn = async (page: Page, places: string) => (await page.locator(places).allTextContents()).map(nfc)
})

/** Accents may be composed. */
function nfc<Shown>(shown: Shown): Shown
function nfc(shown: unknown): unknown {
  if (typeof shown === "string") return shown.normalize("NFC")
  return Array.isArray(shown) ? shown.map(nfc) : shown
}

/** What a person can type into the field and send. */
const isTypeable = (words: string) => isFilled(words) && words.length <= 10_000

function never(): never {
  throw new Error("there is no such payload")
}
