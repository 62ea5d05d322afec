import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine } from "../../server/testing/fault-line"
import { type Agent, agent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import type { Site } from "../../shared/protocol/types"
import { openHardNetwork } from "../testing/hard-network"
import { openShop } from "../testing/shop"

let browser: Browser
let product: Product
let shop: Awaited<ReturnType<typeof openShop>>
let network: Awaited<ReturnType<typeof openHardNetwork>>
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
beforeEach(async () => {
  network = await openHardNetwork(product.port)
  context = await browser.newContext()
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await network.close()
})

const html = (chat: string) => `<!doctype html><html lang="en"><title>Pricing</title><body><h1>Pricing</h1>
  <script async src="${chat}/widget.js"></script>`
const bubbles = () => page.locator(".bubble:not(.pending)").allInnerTexts()

it("a page that the owner has not allowed says so, names itself to them, and works once it is allowed", async () => {
  const warnings: string[] = []
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()))
  const { sites } = await ana.call("agent.start", {})
  const site = sites.find(({ id }) => id === "default")
  if (!site) throw new Error("There is no default site")
  await ana.call("site.save", { ...pick(site), allowedOrigins: ["https://nightingale.example"] })
  await visit(product.url)
  await page.getByText("The chat is not available on this page").waitFor()
  expect(warnings).toEqual([expect.stringContaining(shop.origin)])
  const { refused } = await ana.call("origin.refused", {})
  expect(refused.map(({ origin }) => origin)).toContain(shop.origin)
  await ana.call("origin.allow", { siteId: "default", origin: shop.origin })
  await page.reload()
  // It was left open, so it stands open.
  await page.getByRole("textbox", { name: "Write a message" }).waitFor()
  await write("Here I am")
  await expect.poll(bubbles).toEqual(["Here I am"])
  await ana.call("site.save", { ...pick(site), allowedOrigins: [] })
})

const pick = ({ id, name, look }: Site) => ({ id, name, look })

async function visit(chat: string, headers: Record<string, string> = {}): Promise<void> {
  shop.layOut({ html, headers: () => headers }, chat)
  await page.goto(shop.origin)
  await page.getByRole("button", { name: "Open chat" }).click()
}

async function write(text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Write a message" }).fill(text)
  await page.keyboard.press("Enter")
}

async function answers(text: string): Promise<void> {
  const { conversations } = await ana.call("conversation.list", {})
  await ana.say(text, conversations[0]?.id)
}

/** Vera asks, Ana answers, Vera adds something: it stands in the window as it is stored. */
async function talk(): Promise<void> {
  await write("Do you ship to Lviv?")
  await expect.poll(bubbles).toEqual(["Do you ship to Lviv?"])
  await answers("Yes, in three days")
  await expect.poll(bubbles).toEqual(["Do you ship to Lviv?", "Yes, in three days"])
  await write("Дякую — «чудово»")
  await expect.poll(bubbles).toEqual(["Do you ship to Lviv?", "Yes, in three days", "Дякую — «чудово»"])
  const { conversations } = await ana.call("conversation.list", {})
  const events = await stored(ana, conversations[0]?.id ?? "")
  expect(events.flatMap((event) => (event.type === "message.posted" ? [event.message.body] : []))).toEqual(
    await bubbles(),
  )
}

it("where the network allows it, one WebSocket carries everything", async () => {
  const sockets: string[] = []
  const requests: string[] = []
  page.on("websocket", (socket) => sockets.push(socket.url()))
  page.on("request", (request) => requests.push(request.url()))
  await visit(product.url)
  await talk()
  expect(sockets).toEqual([expect.stringContaining("/socket.io/?EIO=4&site=default&transport=websocket")])
  expect(requests.filter((url) => url.includes("polling"))).toEqual([])
})

describe("without WebSockets, long polling does the same", () => {
  it("where a proxy refuses them", async () => {
    await visit(network.origin)
    await talk()
    expect(network.asked.some((path) => path.includes("transport=polling"))).toBe(true)
  })

  it("where a proxy swallows them", async () => {
    network.swallow()
    await visit(network.origin)
    await write("Do you ship to Lviv?")
    await expect.poll(bubbles, { timeout: 30_000 }).toEqual(["Do you ship to Lviv?"])
  })

  it("where the page's policy knows the server but no WebSocket", async () => {
    await visit(network.origin, { "Content-Security-Policy": `connect-src ${network.origin}` })
    await talk()
  })

  it("where the browser throws at the mention of one", async () => {
    await context.addInitScript(() => {
      window.WebSocket = class {
        constructor() {
          throw new DOMException("The operation is insecure.", "SecurityError")
        }
      } as never
    })
    await visit(network.origin)
    await talk()
  })

  it("and when it is cut, what was said meanwhile arrives, once and in order", async () => {
    const line = await createFaultLine(Number(new URL(network.origin).port))
    await visit(line.url)
    await talk()
    line.cut()
    await write("One")
    await write("Two")
    await page.getByText("No connection.").waitFor()
    await answers("Are you there?")
    line.mend()
    await expect
      .poll(async () => (await bubbles()).slice(-3), { timeout: 30_000 })
      .toEqual(["Are you there?", "One", "Two"])
    await line.close()
  })

  it("a network that answers with a page of its own is not asked without a pause", async () => {
    const askedAt: number[] = []
    await page.route(/transport=polling/, (route) => {
      askedAt.push(performance.now())
      const body = "<html>Please sign in to our network"
      return route.fulfill({ body, headers: { "Access-Control-Allow-Origin": "*" } })
    })
    await visit(network.origin)
    await page.getByText("No connection.").waitFor()
    await expect.poll(() => askedAt.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    const [first = 0, , third = 0] = askedAt
    expect(third - first).toBeGreaterThan(700)
  })
})
