import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { agentScreen } from "../../../../demo/journeys/screens"
import { chromiumLaunchOptions } from "../../../../server/testing/chromium"
import { agent, visitor } from "../../../../server/testing/people"
import { type Product, startProduct } from "../../../../server/testing/product"
import { until } from "../../../../server/testing/until"

describe("the simulator", () => {
  let browser: Browser
  let product: Product

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
  })
  afterAll(async () => {
    await browser.close()
    await product.remove()
  })

  async function openSimulator() {
    const ana = await agentScreen(browser, product.url)
    await ana.page.goto(`${product.url}/panel/settings/simulator`)
    await ana.page.getByRole("heading", { name: "Simulator" }).waitFor()
    return ana
  }

  const ring = (page: Page, label: string) => page.locator("dl", { hasText: label }).innerText()
  const shows = (page: Page, label: string, text: string) =>
    until(`“${label}” to say ${text}`, async () => (await ring(page, label)).includes(text))

  test("before anybody wrote it offers a made-up week, and reckons it beside the page", async () => {
    const { page, context, errors } = await openSimulator()
    const reckoners = () =>
      page.evaluate(
        () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/reckoner-")).length,
      )
    expect(await reckoners()).toBe(0)
    await page.getByRole("button", { name: "Take a made-up week" }).click()
    await shows(page, "Would be kept", "of 280")
    expect(await reckoners()).toBe(1)
    expect(errors).toEqual([])
    await context.close()
  })

  test("replays what came, and follows the keyboard on a slider with a new sentence", async () => {
    const ana = await agent(product)
    const vera = await visitor(product)
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    await ana.call("conversation.accept", { conversationId: conversation.id })
    await ana.say("Yes, by a fifth", conversation.id)
    vera.hangUp()
    ana.hangUp()

    const { page, context, errors } = await openSimulator()
    await shows(page, "Would be kept", "1 of 1")
    await shows(page, "As it really was", "1 of 1")
    await shows(page, "Today so far", "1 of 1")

    await page.getByLabel("Last 7 days").focus()
    await page.keyboard.press("ArrowRight")
    await page.getByLabel("Conversations a day").focus()
    await page.keyboard.press("End")
    await shows(page, "Would be kept", "of 2,100")
    await page.getByLabel("Conversations at once, each").focus()
    await page.keyboard.press("Home")
    await page.getByText(/^With one more agent from |^With \d+ agents all the time|^More people alone/).waitFor()
    const before = await ring(page, "Would be kept")
    await page.getByLabel("Agents").focus()
    await page.keyboard.press("ArrowRight")
    await until("more to be kept", async () => (await ring(page, "Would be kept")) !== before)
    expect(await page.getByLabel("Agents").getAttribute("aria-valuetext")).toBe("2")
    expect(errors).toEqual([])
    await context.close()
  })
})
