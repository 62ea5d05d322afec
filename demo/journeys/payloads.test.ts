import { randomUUID } from "node:crypto"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { pdf, png, upload } from "../../server/testing/files"
import { type Agent, agent, post } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { noticed, watchFor } from "./noticed"
import payloads from "./payloads.json"
import { agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const WORDS = payloads.map(([, words]) => words ?? "")
const NAME_MAX_LENGTH = 100
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g
/** Longer ones are cut by whoever names a file; the server adds the ending that is true. */
const fileNamed = (words: string) => words.slice(0, NAME_MAX_LENGTH).replace(/\p{Surrogate}/gu, "")
const asFileName = (words: string, ending: string) =>
  `${
    fileNamed(words)
      .replace(/\p{Cc}/gu, " ")
      .replace(TURNING, "")
      .trim() || "file"
  }.${ending}`
const SCRIPT_PAGE = "javascript:fired()"

/** As a line of a name is shown: nothing in it turns the direction of text. */
const asName = (words: string) => words.slice(0, NAME_MAX_LENGTH).replace(TURNING, "").trim()

describe("whatever is written stays words, in the widget and in the panel (V01, V02, V04, V11)", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  let ana: Agent

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

  /** Somebody who is named so, on a page titled so, and says so: all of it. */
  async function writesAs(words: string, url: string): Promise<string> {
    const page = { url, title: words }
    const start = await post<"visitor.start">(product, "visitor.start", { site: "default", page })
    if (!start.reply.ok) throw new Error(start.reply.error.message)
    const as = { Authorization: `Bearer ${start.reply.data.token}` }
    const file = await upload(product, as, fileNamed(words), png(1, 1))
    const message = {
      id: randomUUID(),
      body: words,
      attachmentIds: [file.id, (await upload(product, as, fileNamed(words), pdf("a"))).id],
    }
    const sent = await post<"message.send">(product, "message.send", message, as)
    if (!sent.reply.ok) throw new Error(sent.reply.error.message)
    const name = words.slice(0, NAME_MAX_LENGTH)
    expect(await post<"contact.save">(product, "contact.save", { name }, as)).toMatchObject({ status: 200 })
    expect(await post<"contact.save">(product, "contact.save", { email: words }, as)).toMatchObject({ status: 400 })
    return sent.reply.data.conversation.id
  }

  test.each([
    ["a script", "<img src=nowhere onerror=fired()>", "a script ran"],
    ["an attribute", "<p onclick=fired()>", "<p onclick>"],
    ["a link", "<a href=' javascript:fired()'>", `<a href=" javascript:fired()">`],
    ["a frame", "<iframe srcdoc='<script>parent.fired()</script>'></iframe>", "a script ran"],
  ])("%s that became more than words is noticed, also in a shadow", async (_what, markup, expected) => {
    const page = await browser.newPage()
    await watchFor(page)
    await page.goto(`${shop.url}/pricing.html`)
    await page.evaluate((html) => {
      document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" }).innerHTML = html
    }, markup)
    await until("it to be noticed", async () => (await noticed(page)).includes(expected))
    await page.close()
  })

  test("what Vera writes stands in her window as she wrote it", async () => {
    const vera = await visitorScreen(browser, `${shop.url}/contacts.html`)
    await watchFor(vera.page)
    await vera.page.goto(`${shop.url}/pricing.html?from=${encodeURIComponent("<img src=nowhere onerror=fired()>")}`)
    await vera.page.evaluate(() => {
      document.title = "<svg onload=fired()>"
    })
    await vera.open()
    await vera.page.locator("dialog textarea").waitFor()
    for (const words of WORDS) await vera.write(words)
    await allSent(vera.page)
    expect(await textsIn(vera.page, "dialog .bubble")).toEqual(WORDS.map(asShown))

    await vera.page.reload()
    await vera.standsOpen()
    await allSent(vera.page)
    expect(await textsIn(vera.page, "dialog .bubble")).toEqual(WORDS.map(asShown))
    expect(await noticed(vera.page)).toEqual([])
    expect(vera.errors).toEqual([])
    await vera.context.close()
  })

  test("names, pages and messages stand in Ana's panel as they were written", async () => {
    const conversations: [id: string, words: string][] = []
    for (const words of WORDS) {
      const url = words.includes("Script:")
        ? SCRIPT_PAGE
        : `https://nightingale.example/?from=${encodeURIComponent(words)}`
      conversations.push([await writesAs(words, url), words])
    }
    await ana.call("invitation.create", {
      email: "new@nightingale.example",
      name: "<img src=x onerror=fired()>",
      role: "agent",
    })

    const screen = await agentScreen(browser, product.url)
    const { page } = screen
    await watchFor(page)
    await page.goto(`${product.url}/panel/waiting`)
    for (const [id, words] of conversations) {
      await follow(page, `/panel/conversations/${id}`)
      await until(`${words} to be open`, async () => (await textsIn(page, ".said-body"))[0] === asShown(words))
      expect(await textsIn(page, ".conversation-head h1, .said-by bdi")).toEqual(
        [asName(words), asName(words)].map(asShown),
      )
      expect(await textsIn(page, ".said .file bdi")).toEqual([asShown(asFileName(words, "pdf"))])
      expect(await page.locator(".said .picture").getAttribute("title")).toBe(asFileName(words, "png"))
      expect(await textsIn(page, ".happened-page")).toEqual([asShown(words)])
      expect(await noticed(page)).toEqual([])
    }
    await page.locator('input[type="search"]').fill("fired")
    await page.locator(".row mark").first().waitFor()
    expect(await noticed(page)).toEqual([])
    await follow(page, "/panel/settings/people")
    await page.getByText("<img src=x onerror=fired()>").first().waitFor()
    expect(await noticed(page)).toEqual([])
    expect(screen.errors).toEqual([])
    await screen.context.close()
  })

  const allSent = (page: Page) =>
    until(
      "everything to stand in the window as sent",
      async () => (await page.locator("dialog .bubble:not(.pending)").count()) === WORDS.length,
      20_000,
    )

  /** Goes to a place of the panel as Back and Forward do, without loading it again. */
  async function follow(page: Page, path: string): Promise<void> {
    await page.evaluate((to) => {
      history.pushState(null, "", to)
      dispatchEvent(new PopStateEvent("popstate"))
    }, path)
  }

  const textsIn = async (page: Page, places: string) => (await page.locator(places).allTextContents()).map(asShown)
})

/** Line breaks are one in a field, and accents may be composed. */
const asShown = (words: string) => words.replace(/\r\n?/g, "\n").normalize("NFC")
