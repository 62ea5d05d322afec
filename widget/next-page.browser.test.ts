import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest"
import { chromiumLaunchOptions } from "../server/testing/chromium"
import { type Agent, agent, stored, until } from "../server/testing/people"
import { type Product, startProduct } from "../server/testing/product"
import { openShop } from "./testing/shop"

let browser: Browser
let product: Product
let shop: Awaited<ReturnType<typeof openShop>>
let ana: Agent
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions())
  product = await startProduct()
  shop = await openShop()
  ana = await agent(product)
})
afterAll(async () => {
  ana.hangUp()
  await browser.close()
  await shop.close()
  await product.remove()
})
beforeEach(() => openTab({}))
afterEach(() => context.close())

async function openTab(options: Parameters<Browser["newContext"]>[0]): Promise<void> {
  context = await browser.newContext(options)
  page = await context.newPage()
}

const field = () => page.getByRole("textbox", { name: "Write a message" })
const bubbles = () => page.locator(".bubble:not(.pending)").allInnerTexts()
const chatIsThere = () => page.locator("first-touch .chat").first().waitFor({ state: "attached" })
const tabKeeps = () => page.evaluate(() => Object.keys(sessionStorage))

async function visit(path: string): Promise<void> {
  const html = (chat: string) => `<!doctype html><html lang="en"><title>${path}</title><body><h1>Books</h1>
    <input autofocus aria-label="Search"><script async src="${chat}/widget.js"></script>`
  shop.layOut({ html }, product.url)
  await page.goto(shop.origin + path)
}

async function opens(): Promise<void> {
  await page.getByRole("button", { name: "Open chat" }).click()
  await field().waitFor()
}

async function writes(text: string): Promise<void> {
  await field().fill(text)
  await page.keyboard.press("Enter")
  await expect.poll(bubbles).toContain(text)
}

const herConversation = async () => (await ana.call("conversation.list", {})).conversations[0]?.id ?? ""

it("a window that Vera left open stands open on the next page, and the page's own field has the focus", async () => {
  await visit("/pricing")
  await opens()
  await field().fill("Half a sent")
  await visit("/contacts")
  await field().waitFor()
  expect(await field().inputValue()).toBe("Half a sent")
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT")
  await page.getByRole("button", { name: "Close chat" }).first().click()
  await field().waitFor({ state: "hidden" })
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id)).toBe("launcher")
  expect(await tabKeeps()).toEqual([])
})

it("on a phone, where the window covers the page, the next page is seen first", async () => {
  await context.close()
  await openTab({ viewport: { width: 390, height: 844 } })
  await visit("/pricing")
  await opens()
  await visit("/contacts")
  await chatIsThere()
  expect(await field().isVisible()).toBe(false)
  await page.getByRole("heading", { name: "Books" }).click()
})

it("a page that changes its address without loading tells where Vera is now", async () => {
  await visit("/pricing")
  await opens()
  await writes("Is the yearly membership cheaper?")
  await page.evaluate(() => {
    document.title = "Contacts"
    history.pushState(null, "", "/contacts")
  })
  await until("Ana to be told of the page", async () => {
    const told = ana.heard("presence").flatMap(({ visitors = [] }) => visitors)
    return told.some(({ page: seen }) => seen?.url === `${shop.origin}/contacts`)
  })
})

it("a tab that was there before Vera wrote in another one shows the same conversation", async () => {
  await visit("/pricing")
  await opens()
  const first = page
  page = await context.newPage()
  await visit("/contacts")
  await opens()
  await writes("Hello from the other tab")
  page = first
  await expect.poll(bubbles).toEqual(["Hello from the other tab"])
  await writes("And from the first")
  const events = await stored(ana, await herConversation())
  expect(events.filter(({ type }) => type === "message.posted")).toHaveLength(2)
})

it("earlier messages come in above what Vera reads, without moving it", async () => {
  await visit("/pricing")
  await opens()
  await writes("Hello")
  const conversation = await herConversation()
  const texts = Array.from({ length: 110 }, (_, number) => `Answer ${number + 1}`)
  for (const text of texts) await ana.say(text, conversation)
  await visit("/contacts")
  await expect.poll(async () => (await bubbles()).at(-1)).toBe("Answer 110")
  const held = await bubbles()
  expect(held.length).toBeLessThan(111)

  const earlier = page.getByRole("button", { name: "Earlier messages" })
  await earlier.scrollIntoViewIfNeeded()
  const read = page.getByText(held[0] ?? "", { exact: true })
  const before = await read.boundingBox()
  await earlier.click()
  await expect.poll(bubbles).toEqual(["Hello", ...texts])
  expect(Math.abs(((await read.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1)
})
