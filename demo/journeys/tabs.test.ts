import { setTimeout as after } from "node:timers/promises"
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
  type WebSocketRoute,
} from "playwright-core"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine, type FaultLine } from "../../server/testing/fault-line"
import { type Agent, agent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { type AgentScreen, agentScreen, type VisitorScreen, visitorScreen, visitorTab } from "./screens"
import { openShop, type Shop } from "./shop"

/** One way: so that these closings fall before, into and after the message and its answer. */
const FAR_MS = 25
/** So that two tabs which send what waited would do it at the same time. */
const FARTHER_MS = 60
const CLOSED_AFTER_MS = [0, 20, 45, 110, 200]
const NOTES_OF_A_TONE = 2
const PATIENCE_MS = 20_000
/** What happens in one tab is seen in the other within this. */
const SHARED_WITHIN_MS = 1_000

let browser: Browser
let product: Product
let line: FaultLine
let shop: Shop
let ana: Agent
/** Conversations of the tests before. */
let over: string[] = []

beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions())
  product = await startProduct()
  line = await createFaultLine(product.port)
  shop = await openShop({ chat: line.url })
  ana = await agent(product)
})
afterEach(async () => {
  line.mend()
  for (const conversationId of await conversations()) await ana.call("conversation.resolve", { conversationId })
  over = (await ana.call("conversation.list", {})).conversations.map(({ id }) => id)
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  ana.hangUp()
  await browser.close()
  await shop.close()
  await line.close()
  await product.remove()
})

async function conversations(): Promise<string[]> {
  const all = (await ana.call("conversation.list", {})).conversations
  return all.map(({ id }) => id).filter((id) => !over.includes(id))
}

async function storedWords(): Promise<string[]> {
  const events = await Promise.all((await conversations()).map((id) => stored(ana, id)))
  return events.flat().flatMap((event) => (event.type === "message.posted" ? [event.message.body] : []))
}

test("what Vera wrote as she closed the tab is with Ana once, at the latest when she comes back, without a click (F19)", async () => {
  const comesBack = (from: VisitorScreen) => visitorTab(from, `${shop.url}/pricing.html`)
  let vera = await visitorScreen(browser, "about:blank")
  await vera.page.routeWebSocket(/socket\.io/, () => {})
  await vera.page.goto(`${shop.url}/pricing.html`)
  await vera.open()
  const written = ["Closed before there was a line"]
  await vera.write("Closed before there was a line")
  await vera.page.locator("dialog .bubble.pending").waitFor()
  await vera.page.close()
  line.hold({ delayMs: FAR_MS })

  for (const afterMs of CLOSED_AFTER_MS) {
    vera = await comesBack(vera)
    await until("all to be stored", async () => (await storedWords()).length >= written.length, PATIENCE_MS)
    expect(await storedWords()).toEqual(written)
    await vera.open()
    await vera.shows(written)
    const text = `Closed ${afterMs} ms after Enter`
    await vera.write(text)
    await vera.page.getByText(text).waitFor()
    written.push(text)
    await after(afterMs)
    await vera.page.close()
  }

  vera = await comesBack(vera)
  await vera.open()
  await vera.shows(written)
  expect(await storedWords()).toEqual(written)
  expect(vera.errors).toEqual([])
})

test("two tabs of Vera are one visitor from the first word, send what waited from one of them, share what was read, and ring once (F20)", async () => {
  const one = await visitorScreen(browser, "about:blank")
  const other = await visitorTab(one, "about:blank")
  const letGo = await holdLines(one.context)
  await one.context.addInitScript(countNotes)
  const sent: string[] = []
  for (const { page } of [one, other]) noteSendings(page, sent)
  await Promise.all([one, other].map(({ page }) => page.goto(`${shop.url}/pricing.html`)))
  await Promise.all([one.open(), other.open()])
  await Promise.all([one.write("From the one"), other.write("From the other")])
  line.hold({ delayMs: FAR_MS })
  letGo()
  await bothShow(2)
  expect(await conversations()).toHaveLength(1)

  line.cut()
  await Promise.all([one, other].map(({ page }) => page.getByText("No connection.").waitFor()))
  await Promise.all([one.write("Are you there?"), other.write("Do you ship to Lviv?")])
  const before = sent.length
  line.mend()
  line.hold({ delayMs: FARTHER_MS })
  await bothShow(4)
  expect(sent.slice(before)).toHaveLength(2)

  await one.page.locator("dialog summary").click()
  await one.page.getByLabel("Sound for new messages").check()
  // Escape folds the menu first.
  await one.page.keyboard.press("Escape")
  await one.page.waitForFunction("notes > 0")
  await Promise.all([one, other].map(({ page }) => page.keyboard.press("Escape")))
  const [conversationId] = await conversations()
  await ana.say("We do.", conversationId)
  const news = ({ page }: VisitorScreen) => page.getByRole("button", { name: "Open chat, 1 new message" })
  await Promise.all([one, other].map((tab) => news(tab).waitFor()))
  await Promise.all([one, other].map(({ page }) => page.waitForFunction(() => document.title.startsWith("(1) "))))
  const readAt = performance.now()
  await one.open()
  await news(other).waitFor({ state: "hidden" })
  expect(performance.now() - readAt).toBeLessThan(SHARED_WITHIN_MS)
  expect(await other.page.title()).not.toContain("(1)")
  const notes = await Promise.all([one, other].map(({ page }) => page.evaluate<number>("notes")))
  expect(notes.reduce((all, some) => all + some) - NOTES_OF_A_TONE).toBe(NOTES_OF_A_TONE)

  /** Both show what is stored, as soon as so much is. */
  async function bothShow(count: number): Promise<void> {
    await until(`${count} to be stored`, async () => (await storedWords()).length >= count, PATIENCE_MS)
    const words = await storedWords()
    expect(words).toHaveLength(count)
    await Promise.all([one.shows(words), other.shows(words)])
  }
})

test("each site knows a visitor of its own, and a browser that was cleared brings a new one after the page it was cleared on (F39)", async () => {
  const another = await openShop({ chat: line.url })
  const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
  await vera.open()
  await vera.standsOpen()
  await vera.write("On the first site")
  await vera.shows(["On the first site"])
  const elsewhere = await visitorTab(vera, `${another.url.replace("127.0.0.1", "localhost")}/pricing.html`)
  await elsewhere.open()
  await elsewhere.shows([])
  await elsewhere.write("On the second site")
  await elsewhere.shows(["On the second site"])

  await vera.page.evaluate(() => localStorage.clear())
  await vera.write("Cleared, and still here")
  await vera.shows(["On the first site", "Cleared, and still here"])
  await vera.page.evaluate(() => localStorage.clear())
  await vera.page.reload()
  await vera.standsOpen()
  await vera.page.getByText("Hello. What would you like to know?").waitFor()
  await vera.shows([])
  await vera.write("As somebody new")
  await vera.shows(["As somebody new"])
  expect(await conversations()).toHaveLength(3)
  expect([...vera.errors, ...elsewhere.errors]).toEqual([])
  await another.close()
})

test("where a browser keeps nothing and lacks what is newer, chat and panel work for this page, and Vera is told (F38)", async () => {
  const vera = await visitorScreen(browser, "about:blank")
  const panel = await agentScreen(browser, product.url)
  for (const { page } of [vera, panel]) await page.addInitScript(forgetEverything)
  await vera.page.goto(`${shop.url}/pricing.html`)
  await panel.page.reload()
  await vera.open()
  await vera.write("Do you ship to Lviv?")
  await vera.page.getByText("This browser keeps nothing").waitFor()
  await panel.page.goto(`${product.url}/panel/conversations/${(await conversations())[0]}`)
  await panel.shows(["Do you ship to Lviv?"])
  await panel.reply("Yes, in three days.")
  const words = ["Do you ship to Lviv?", "Yes, in three days."]
  await Promise.all([vera.shows(words), panel.shows(words)])
  expect([...vera.errors, ...panel.errors]).toEqual([])
})

test("what Ana does on one device is on her other one within a second, and rings there no more; a draft stays where it was begun (F21)", async () => {
  const desk = await agentScreen(browser, product.url)
  const phone = await agentScreen(browser, product.url, undefined, { viewport: { width: 390, height: 800 } })
  const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
  await vera.open()
  await vera.write("Do you ship to Lviv?")
  await vera.shows(["Do you ship to Lviv?"])
  const [id] = await conversations()
  const rings = ({ page }: AgentScreen) => page.locator(".offer-bar")
  await Promise.all([desk, phone].map((device) => rings(device).waitFor()))
  await phone.page.locator(".row[data-unread=true]").waitFor()
  await within(SHARED_WITHIN_MS, () => desk.openFirst(), phone.page.locator(".row[data-unread=false]"))
  await phone.openFirst()
  const took = phone.page.locator(".happened", { hasText: "took it" })
  await within(SHARED_WITHIN_MS, () => desk.page.keyboard.press("a"), took)
  await rings(phone).waitFor({ state: "detached" })
  const assign = () => ana.call("conversation.assign", { conversationId: id ?? "", assigneeId: null })
  await within(SHARED_WITHIN_MS, assign, phone.page.locator(".happened", { hasText: "put it back" }))

  await desk.page.locator(".composer textarea").fill("Half a thought")
  await phone.reply("Yes, in three days.")
  const words = ["Do you ship to Lviv?", "Yes, in three days."]
  await Promise.all([vera.shows(words), desk.shows(words), phone.shows(words)])
  expect(await phone.page.locator(".composer textarea").inputValue()).toBe("")
  expect(await desk.page.locator(".composer textarea").inputValue()).toBe("Half a thought")
  expect([...desk.errors, ...phone.errors]).toEqual([])
})

/** Does something on one device, which another one shows within so long. */
async function within(ms: number, act: () => Promise<unknown>, shown: Locator): Promise<void> {
  const before = performance.now()
  await act()
  await shown.first().waitFor()
  expect(performance.now() - before).toBeLessThan(ms)
}

/** Lets no page of a browser speak to the server until it is let go. */
async function holdLines(context: BrowserContext): Promise<() => void> {
  const held: WebSocketRoute[] = []
  let holds = true
  await context.routeWebSocket(/socket\.io/, (socket) => {
    if (holds) held.push(socket)
    else socket.connectToServer()
  })
  return () => {
    holds = false
    for (const socket of held) socket.connectToServer()
  }
}

/** Notes each message that a page sends, as often as it does. */
function noteSendings(page: Page, sent: string[]): void {
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      if (payload.includes('"message.send"')) sent.push(String(payload))
    })
  })
  page.on("request", (request) => {
    const payload = request.postData()
    if (payload?.includes('"message.send"')) sent.push(payload)
  })
}

/** Lets a page count what it sounds. */
function countNotes(): void {
  const start = OscillatorNode.prototype.start
  const counted = window as unknown as { notes: number }
  counted.notes = 0
  OscillatorNode.prototype.start = function (at) {
    counted.notes++
    start.call(this, at)
  }
}

/** As a browser that lets a page keep nothing, and knows neither locks nor channels between tabs. */
function forgetEverything(): void {
  for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError")
      },
    })
  }
  Object.defineProperty(navigator, "locks", { value: undefined })
  Object.defineProperty(window, "BroadcastChannel", { value: undefined })
}
