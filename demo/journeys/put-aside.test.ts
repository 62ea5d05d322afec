import { type Browser, chromium, type Page, type WebSocketRoute } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine, type FaultLine } from "../../server/testing/fault-line"
import { type Agent, agent } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { type VisitorScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const BACK_WITHIN_MS = 2_000
/** By then the next try is a second away at least. */
const RARE_AFTER_TRIES = 3
const AWAKE_WITHIN_MS = 900
const PATIENCE_MS = 15_000
/** More than one answer to `events.list` holds. */
const MANY = 120

let browser: Browser
let product: Product
let line: FaultLine
let shop: Shop
let ana: Agent
let vera: VisitorScreen
let conversationId: string
let lines: ReturnType<typeof watchLines>

beforeAll(async () => {
  const options = await chromiumLaunchOptions()
  browser = await chromium.launch({ ...options, ignoreDefaultArgs: ["--disable-back-forward-cache"] })
  product = await startProduct()
  line = await createFaultLine(product.port)
  shop = await openShop({ chat: line.url })
  ana = await agent(product)
})
beforeEach(async () => {
  vera = await visitorScreen(browser, "about:blank")
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  ana.hangUp()
  await browser.close()
  await shop.close()
  await line.close()
  await product.remove()
})

async function asks(): Promise<void> {
  lines = watchLines(vera.page)
  await vera.page.goto(`${shop.url}/pricing.html`)
  await vera.open()
  await vera.standsOpen()
  await vera.write("Hello")
  await vera.shows(["Hello"])
  const { conversations } = await ana.call("conversation.list", {})
  conversationId = conversations.toSorted((one, other) => other.createdAt - one.createdAt)[0]?.id ?? ""
}

// The browser that the tests bring keeps no page for going back (BackForwardCacheDisabledForDelegate), so its events are sent by hand.
test("a page that is put aside for going back is fit for it, and is there again within two seconds, once (F40)", async () => {
  await asks()
  const words = ["Hello"]
  for (const text of ["One", "Two"]) {
    await vera.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })))
    await until("the line to be closed", () => lines.open() === 0)
    words.push(text)
    await ana.say(text, conversationId)
    const backAt = performance.now()
    await vera.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })))
    await vera.shows(words)
    expect(performance.now() - backAt).toBeLessThan(BACK_WITHIN_MS)
    expect(lines.open()).toBe(1)
  }
  const before = lines.sent("message.send")
  await vera.write("Three")
  await vera.shows([...words, "Three"])
  expect(lines.sent("message.send") - before).toBe(1)

  const hindrances = await watchHindrances(vera.page)
  await vera.page.goto(`${shop.url}/contacts.html`)
  await vera.standsOpen()
  await vera.page.evaluate(() => void setTimeout(() => history.back()))
  await vera.page.waitForURL(/pricing/)
  await vera.standsOpen()
  await vera.shows([...words, "Three"])
  expect(hindrances).toEqual([])
  expect(vera.errors).toEqual([])
})

test("a laptop that wakes up tries once, at once, and gets what was said meanwhile page by page (F41)", async () => {
  await asks()
  line.cut()
  await vera.page.getByText("No connection.").waitFor()
  const texts = Array.from({ length: MANY }, (_, number) => `Answer ${number + 1}`)
  for (const text of texts) await ana.say(text, conversationId)
  await until("the tries to have become rare", () => lines.opened() >= RARE_AFTER_TRIES, PATIENCE_MS)
  const before = { opened: lines.opened(), started: lines.sent("visitor.start"), asked: lines.sent("events.list") }
  line.mend()
  const wokeAt = performance.now()
  await vera.page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"))
    dispatchEvent(new Event("online"))
  })
  await vera.page.getByText("No connection.").waitFor({ state: "hidden" })
  expect(performance.now() - wokeAt).toBeLessThan(AWAKE_WITHIN_MS)
  await vera.shows(["Hello", ...texts])
  expect(lines.opened() - before.opened).toBe(1)
  expect(lines.sent("visitor.start") - before.started).toBe(1)
  expect(lines.sent("events.list") - before.asked).toBeLessThanOrEqual(2)
  expect(vera.errors).toEqual([])
})

test("a hidden tab whose timers stand still is here to the server, and its title tells what is new (F42)", async () => {
  await vera.page.addInitScript(standStillWhereHidden)
  let server: WebSocketRoute | undefined
  await vera.page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer()
    server = socket
  })
  await asks()
  await vera.page.evaluate(
    () => Object.assign(window, { hides: true }) && document.dispatchEvent(new Event("visibilitychange")),
  )
  const pongs = lines.frames("3")
  server?.send("2")
  await until("the ping to be answered", () => lines.frames("3") > pongs)
  await ana.say("We do.", conversationId)
  await vera.page.waitForFunction(() => document.title.startsWith("(1) "))
  const told = ana.heard("presence").flatMap(({ visitors = [] }) => visitors)
  expect(told.at(-1)).toMatchObject({ connected: true, page: { url: vera.page.url() } })
  expect(vera.errors).toEqual([])
})

/** What a page says to its server, and over how many lines. */
function watchLines(page: Page) {
  const sent: string[] = []
  let opened = 0
  let closed = 0
  page.on("websocket", (socket) => {
    opened++
    socket.on("close", () => closed++)
    socket.on("framesent", ({ payload }) => sent.push(String(payload)))
  })
  return {
    opened: () => opened,
    open: () => opened - closed,
    sent: (call: string) => sent.filter((frame) => frame.includes(`"${call}"`)).length,
    frames: (frame: string) => sent.filter((each) => each === frame).length,
  }
}

/** What of the page itself, not of the browser, keeps it from being put aside for going back, as the browser tells. */
async function watchHindrances(page: Page): Promise<string[]> {
  const found: string[] = []
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("Page.enable")
  devtools.on("Page.backForwardCacheNotUsed", ({ notRestoredExplanations }) => {
    for (const { type, reason } of notRestoredExplanations) if (type !== "Circumstantial") found.push(reason)
  })
  return found
}

/** Once `hides` is set, a page is hidden and no timer of it comes any more. */
function standStillWhereHidden(): void {
  const page = window as unknown as { hides?: boolean }
  Object.defineProperty(document, "visibilityState", { get: () => (page.hides ? "hidden" : "visible") })
  for (const name of ["setTimeout", "setInterval"] as const) {
    const real = window[name].bind(window) as (run: () => void, ms?: number) => number
    Object.assign(window, { [name]: (run: () => void, ms?: number) => real(() => page.hides || run(), ms) })
  }
}
