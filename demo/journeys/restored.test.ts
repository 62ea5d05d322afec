import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { runCommand } from "../../server/testing/owner-command"
import { type Product, startProduct } from "../../server/testing/product"
import { agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

describe("a backup is restored while the chat is open, in a real browser against the built product", () => {
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

  test("Vera and Ana see what was saved, none of what was lost, and go on from there (F52)", async () => {
    const ana = await agentScreen(browser, product.url)
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await vera.write("Do you ship to Lviv?")
    await vera.shows(["Do you ship to Lviv?"])
    await ana.page.locator(".row").first().click()
    const { code, folder } = await runCommand(product, "backup")
    expect(code).toBe(0)

    await vera.write("And to Odesa?")
    await vera.write("How much is it?")
    await vera.shows(["Do you ship to Lviv?", "And to Odesa?", "How much is it?"])
    const said = ana.page.locator(".said-body")
    await ana.page.getByText("How much is it?").first().waitFor()
    await product.terminate()
    expect((await runCommand(product, "restore", folder)).code).toBe(0)
    await product.start()

    await vera.shows(["Do you ship to Lviv?"])
    await ana.page.getByText("How much is it?").first().waitFor({ state: "detached" })
    await vera.write("Hello again?")
    await vera.shows(["Do you ship to Lviv?", "Hello again?"])
    await ana.page.getByText("Hello again?").first().waitFor()
    expect(await said.allInnerTexts()).toEqual(["Do you ship to Lviv?", "Hello again?"])
    expect([...vera.errors, ...ana.errors]).toEqual([])
  })
})
