import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent, newAgent, visitor } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { agentScreen } from "./screens"

/** A quarter of it is more than the moment within which the story takes two steps for one. */
const TARGET_MS = 5_000

describe("the wall", () => {
  let browser: Browser
  let product: Product
  let ana: Agent
  let bo: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    ana = await agent(product)
    bo = await newAgent(product, ana, "Bo")
    await ana.call("policy.save", { targets: { firstTouchMs: TARGET_MS } })
    await ana.call("presence.set", { availability: "away" })
  })
  afterAll(async () => {
    for (const person of [ana, bo]) person.hangUp()
    await browser.close()
    await product.remove()
  })

  test("shows a supervisor whom nobody answers, then the miss with its story, all while they only look", async () => {
    const { page, context, errors } = await agentScreen(browser, product.url)
    await page.keyboard.press("w")
    await page.getByText("Nobody waits").last().waitFor()
    const vera = await visitor(product)
    await vera.call("contact.save", { name: "Vera" })
    const { conversation } = await vera.say("Is the yearly membership cheaper?")

    const row = page.getByRole("region", { name: /^Waiting/ }).getByRole("listitem")
    await row.getByText("Vera").waitFor()
    await row.getByText("Late").waitFor()
    const missed = page.getByRole("region", { name: /^Missed today/ })
    await missed.getByText(/still waiting/).waitFor()
    await page.getByText("0 of 1").waitFor()

    await bo.say("Yes, by a fifth", conversation.id)
    await page.getByText("Nobody waits").last().waitFor()
    await missed
      .locator("summary")
      .getByText(/seconds? late$/)
      .waitFor()
    await missed.locator("summary").focus()
    await page.keyboard.press("Enter")
    await missed.locator(".story [data-what]", { hasText: "Bo answered" }).waitFor()
    const told = await missed.locator(".story [data-what]").allInnerTexts()
    expect(told).toEqual([
      "Vera wrote",
      "Asked Bo, whose turn it was",
      "There was nobody else to ask",
      "Asked everybody",
      "Told the supervisors",
      "The reply was due",
      expect.stringMatching(/^The visitor was told that it is late, and promised an answer by /),
      expect.stringMatching(/^Bo answered, \d+ seconds? late$/),
    ])
    await missed.getByRole("link", { name: "Open the conversation" }).click()
    await page.locator(".said").first().waitFor()
    expect(errors).toEqual([])
    vera.hangUp()
    await context.close()
  })
})
