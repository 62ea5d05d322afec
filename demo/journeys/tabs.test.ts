import { setTimeout as after } from "node:timers/promises"
import { type Browser, chromium } from "playwright-core"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine, type FaultLine } from "../../server/testing/fault-line"
import { type Agent, agent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { type VisitorScreen, visitorScreen, visitorTab } from "./screens"
import { openShop, type Shop } from "./shop"

/** One way: so that these closings fall before, into and after the message and its answer. */
const FAR_MS = 25
const CLOSED_AFTER_MS = [0, 20, 45, 110, 200]

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
  await vera.write("Closed before there was a line")
  const written = ["Closed before there was a line"]
  await vera.page.close()
  line.hold({ delayMs: FAR_MS })

  for (const afterMs of CLOSED_AFTER_MS) {
    vera = await comesBack(vera)
    await until(`all to be stored: ${written}`, async () => (await storedWords()).length >= written.length)
    expect(await storedWords()).toEqual(written)
    await vera.open()
    await vera.shows(written)
    const text = `Closed ${afterMs} ms after Enter`
    await vera.write(text)
    written.push(text)
    await after(afterMs)
    await vera.page.close()
  }

  vera = await comesBack(vera)
  await vera.open()
  await vera.shows(written)
  expect(await storedWords()).toEqual(written)
  expect(vera.errors).toEqual([])
}, 30_000)
