import { type Browser, chromium, type Page, type WebSocketRoute } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { type AgentScreen, agentScreen, type VisitorScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const CLOCKS_WRONG_BY_MS = [DAY_MS, -DAY_MS, 5 * MINUTE_MS, -5 * MINUTE_MS]
/** How far apart what two clocks show and what is due may be, on a slow machine. */
const ABOUT_MS = 5_000
const HOUR_AND_MINUTE = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit" })

let browser: Browser
let product: Product
let shop: Shop
let ana: Agent
let vera: VisitorScreen
let panel: AgentScreen

beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions())
  product = await startProduct()
  shop = await openShop({ chat: product.url })
  ana = await agent(product)
})
beforeEach(async () => {
  vera = await visitorScreen(browser, "about:blank")
  panel = await agentScreen(browser, product.url)
})
afterEach(async () => {
  const { conversations } = await ana.call("conversation.list", { status: "open" })
  for (const { id } of conversations) await ana.call("conversation.resolve", { conversationId: id })
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  ana.hangUp()
  await browser.close()
  await shop.close()
  await product.remove()
})

const pages = () => [vera.page, panel.page]
const errors = () => [...vera.errors, ...panel.errors]

test("pages of yesterday go on with a server that tells of what they do not know, and ask and reload no more than ever (F46)", async () => {
  const lines = await Promise.all(pages().map(overNewerServer))
  const loaded = pages().map(countLoads)
  await vera.page.goto(`${shop.url}/pricing.html`)
  await panel.page.reload()
  await vera.open()
  await vera.standsOpen()
  await vera.write("Do you ship to Lviv?")
  await panel.openFirst()
  await Promise.all([vera.shows(["Do you ship to Lviv?"]), panel.shows(["Do you ship to Lviv?"])])
  const asked = lines.map((line) => line.asked())
  const conversationId = opened(panel)
  await ana.call("conversation.resolve", { conversationId })
  await ana.say("Yes, in three days.", conversationId)
  for (const line of lines) line.push("weather", { sky: ["clear"] })
  await vera.write("Thank you")
  const words = ["Do you ship to Lviv?", "Yes, in three days.", "Thank you"]
  await Promise.all([vera.shows(words), panel.shows(words)])
  expect(lines.map(({ unknown }) => unknown() > 0)).toEqual([true, true])

  await vera.write("Goodbye")
  await Promise.all([vera.shows([...words, "Goodbye"]), panel.shows([...words, "Goodbye"])])
  expect(lines.map((line) => line.asked())).toEqual(asked)
  expect(loaded.map((count) => count())).toEqual([1, 1])

  await Promise.all(pages().map((page) => page.reload()))
  await vera.standsOpen()
  await Promise.all([vera.shows([...words, "Goodbye"]), panel.shows([...words, "Goodbye"])])
  expect(errors()).toEqual([])
})

test("where a clock is a day or five minutes wrong, times, order and what is left are the server's (F12)", async () => {
  await Promise.all(pages().map((page) => page.addInitScript(wearWrongClock)))
  await vera.page.goto(`${shop.url}/pricing.html`)
  await vera.open()
  await vera.standsOpen()
  const written: string[] = []
  for (const byMs of CLOCKS_WRONG_BY_MS) {
    for (const page of pages()) await page.evaluate((name) => Object.assign(window, { name }), String(byMs))
    await Promise.all(pages().map((page) => page.reload()))
    await vera.standsOpen()
    expect(Math.abs((await vera.page.evaluate(() => Date.now())) - Date.now() - byMs)).toBeLessThan(ABOUT_MS)
    const text = `Written ${byMs} ms from now`
    await vera.write(text)
    written.push(text)
    await vera.shows(written)
    if (written.length === 1) await panel.openFirst()
    await panel.shows(written)

    const { conversation } = await ana.call("conversation.get", { conversationId: opened(panel) })
    const dueAt = conversation.timers.find(({ kind }) => kind === "first-touch")?.dueAt ?? 0
    const left = await Promise.all([leftMs(vera.page, "dialog .left-time"), leftMs(panel.page, ".row .ring")])
    for (const each of left) expect(Math.abs(each - (dueAt - Date.now()))).toBeLessThan(ABOUT_MS)
    const promised = HOUR_AND_MINUTE.format(Math.ceil(dueAt / MINUTE_MS) * MINUTE_MS)
    expect(await vera.page.locator("dialog .promise").innerText()).toBe(`You will have an answer by ${promised}`)
    expect(await vera.page.locator("dialog .line").count()).toBe(0)
    expect(await panel.page.locator(".day").allInnerTexts()).toEqual(["Today"])
    const said = (await stored(ana, conversation.id)).filter(({ type }) => type === "message.posted")
    const saidAt = new Date(said.at(-1)?.at ?? 0).toISOString()
    expect(await vera.page.locator("dialog time").last().getAttribute("datetime")).toBe(saidAt)
    expect(await panel.page.locator(".said time").last().getAttribute("datetime")).toBe(saidAt)
  }
  expect(errors()).toEqual([])
})

const opened = ({ page }: AgentScreen) => new URL(page.url()).pathname.split("/").at(-1) ?? ""

async function leftMs(page: Page, ring: string): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.locator(ring).first().innerText()).split(":").map(Number)
  return minutes * MINUTE_MS + seconds * 1_000
}

/** Lets everything a page hears of resolving be of a kind that it does not know, as from a server newer than it. */
async function overNewerServer(page: Page) {
  let route: WebSocketRoute | undefined
  let unknown = 0
  let asked = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    route = socket
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (message.includes('"events.list"')) asked++
      server.send(message)
    })
    server.onMessage((message) => {
      const newer = String(message).replaceAll(
        '"type":"conversation.resolved"',
        '"type":"mood.noted","mood":{"calm":1}',
      )
      if (newer !== message) unknown++
      socket.send(newer)
    })
  })
  const namespace = page === vera.page ? "/visitor" : "/agent"
  return {
    unknown: () => unknown,
    asked: () => asked,
    push: (name: string, said: unknown) => route?.send(`42${namespace},${JSON.stringify([name, said])}`),
  }
}

function countLoads(page: Page): () => number {
  let count = 0
  page.on("load", () => count++)
  return () => count
}

/** Moves a page's clock by as many milliseconds as its window is named. */
function wearWrongClock(): void {
  const byMs = Number(window.name)
  const RealDate = Date
  window.Date = class extends RealDate {
    constructor(...parts: []) {
      if (parts.length === 0) super(RealDate.now() + byMs)
      else super(...parts)
    }
    static override now = () => RealDate.now() + byMs
  } as DateConstructor
}
