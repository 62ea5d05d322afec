import { type Browser, type CDPSession, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { openShop, type Shop } from "./shop"

const CPU_SLOWDOWN = 4
const FOCUS_WITHIN_MS = 100

describe("the widget weighs nothing on the page that earns the money", () => {
  let browser: Browser
  let product: Product
  let shop: Shop

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    shop = await openShop({ chat: product.url })
  })
  afterAll(async () => {
    await browser.close()
    await shop.close()
    await product.remove()
  })

  async function slowPage(): Promise<{ page: Page; line: CDPSession }> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    const line = await page.context().newCDPSession(page)
    await line.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN })
    return { page, line }
  }

  const launcher = (page: Page) => page.getByRole("button", { name: /chat/i }).first()

  test("before the click: one request, no cookie, no storage, no line, no long task, no shift (promise 7)", async () => {
    const { page } = await slowPage()
    const requests: string[] = []
    const sockets: string[] = []
    page.on("request", (request) => {
      if (request.url().startsWith(product.url)) requests.push(new URL(request.url()).pathname)
    })
    page.on("websocket", (socket) => sockets.push(socket.url()))
    await page.addInitScript(() => {
      const noticed: string[] = []
      Object.assign(window, { noticed })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) noticed.push(`${entry.entryType} ${entry.name} ${entry.duration}`)
      }).observe({ type: "longtask", buffered: true })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          noticed.push(`layout-shift ${(entry as unknown as { value: number }).value}`)
      }).observe({ type: "layout-shift", buffered: true })
    })
    await page.goto(`${shop.url}/pricing.html`)
    await launcher(page).waitFor()
    await page.waitForLoadState("networkidle")

    expect(requests).toEqual(["/widget.js"])
    expect(sockets).toEqual([])
    expect(await page.context().cookies()).toEqual([])
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ])
    expect(kept).toEqual([0, 0, 0, 0])
    const withChat = await page.evaluate(() => (window as unknown as { noticed: string[] }).noticed)
    expect(withChat.filter((entry) => entry.startsWith("layout-shift"))).toEqual([])
    expect(await longestTaskOfLoader(page)).toBeLessThan(50)
    await page.context().close()
  })

  /** How long the loader's own script runs, measured by running it once more on a page that is at rest. */
  async function longestTaskOfLoader(page: Page): Promise<number> {
    return page.evaluate(async (address) => {
      const source = await (await fetch(address)).text()
      const run = new Function(source)
      const startedAt = performance.now()
      run()
      return performance.now() - startedAt
    }, `${product.url}/widget.js`)
  }

  test(`a click shows a focused field within ${FOCUS_WITHIN_MS} ms when the chat is there, at a quarter of the speed`, async () => {
    const measured: number[] = []
    for (let round = 0; round < 5; round++) {
      const { page } = await slowPage()
      await page.goto(`${shop.url}/pricing.html`)
      await launcher(page).hover()
      await until("the chat to be fetched", () =>
        page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/widget\/main/.test(name))),
      )
      await page.waitForLoadState("networkidle")
      await page.evaluate(() => {
        const state = { clickedAt: 0, focusedAt: 0 }
        Object.assign(window, { measured: state })
        addEventListener("pointerdown", () => (state.clickedAt = performance.now()), { capture: true })
        const look = () => {
          const host = document.activeElement
          if (host?.shadowRoot?.activeElement?.tagName === "TEXTAREA") state.focusedAt ||= performance.now()
          if (!state.focusedAt) requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
      await launcher(page).click()
      const took = await until("the field to have the focus", () =>
        page.evaluate(() => {
          const { clickedAt, focusedAt } = (window as unknown as { measured: { clickedAt: number; focusedAt: number } })
            .measured
          return focusedAt && focusedAt - clickedAt
        }),
      )
      measured.push(took)
      await page.context().close()
    }
    const median = measured.sort((one, other) => one - other)[2]
    console.log(`click to focused field, ${CPU_SLOWDOWN}x slower: ${measured.map(Math.round).join(", ")} ms`)
    expect(median).toBeLessThan(FOCUS_WITHIN_MS)
  })
})
