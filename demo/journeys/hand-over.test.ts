import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent, newAgent } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { type AgentScreen, agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const QUESTION = "Do you deliver forty copies to a school?"
const ANSWER = "We do, and forty come with a tenth off. When do you need them?"
const BO = { email: "bo@nightingale.example", password: "Bo likes long quiet sentences" }
const PATIENCE_MS = 20_000

let browser: Browser
let product: Product
let shop: Shop
/** Ana's line beside her panel: it asks the server what is stored. */
let ana: Agent
let boId: string

beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions())
  product = await startProduct()
  shop = await openShop({ chat: product.url })
  ana = await agent(product)
  const bo = await newAgent(product, ana, "Bo")
  bo.hangUp()
  boId = bo.agentId
  await ana.call("team.save", { name: "Sales", agentIds: [boId], takes: [] })
})
afterAll(async () => {
  ana.hangUp()
  await browser.close()
  await shop.close()
  await product.remove()
})

const only = async () =>
  until("the conversation to be stored", async () => (await ana.call("conversation.list", {})).conversations[0])
const firstTouch = async () => (await only()).timers.find(({ kind }) => kind === "first-touch")
const rings = ({ page }: AgentScreen, words: RegExp) =>
  until(
    `the panel to ring: ${words}`,
    async () =>
      (await page.locator(".offer-bar").count()) > 0 && words.test(await page.locator(".offer-bar").innerText()),
    PATIENCE_MS,
  )

test("Ana hands a question over to Sales from the keyboard: Bo is rung, reads why and answers, and the clock ran on", async () => {
  const anaPanel = await agentScreen(browser, product.url)
  const visitor = await visitorScreen(browser, `${shop.url}/pricing.html`)
  await visitor.open()
  await visitor.write(QUESTION)
  await rings(anaPanel, /waiting for you/i)
  await anaPanel.page.keyboard.press("a")
  await until("Ana to have it", async () => (await only()).assigneeId === ana.agentId)
  const boPanel = await agentScreen(browser, product.url, BO)
  const before = await firstTouch()

  const { page } = anaPanel
  await page.getByRole("button", { name: "Assign to somebody" }).focus()
  await page.keyboard.press("Enter")
  await page.getByRole("menuitemradio", { name: "Sales 1 here" }).waitFor()
  await page.locator(".menu-item:focus").waitFor()
  await page.keyboard.type("sa")
  await page.keyboard.press("Enter")
  await page.getByText("Handed over to Sales. Bo is asked now.").waitFor()
  await page.locator(".happened", { hasText: "Ana handed it over to Sales" }).waitFor()

  await rings(boPanel, /Ana handed it over/)
  expect(await firstTouch()).toEqual(before)
  await boPanel.page.keyboard.press("a")
  await boPanel.page.locator(".composer textarea:focus").waitFor()
  await boPanel.page.keyboard.type(ANSWER)
  await boPanel.page.keyboard.press("Enter")

  await visitor.shows([QUESTION, ANSWER])
  await anaPanel.shows([QUESTION, ANSWER])
  const { id, startedAt, dueAt } = before ?? {}
  expect(await firstTouch()).toMatchObject({ id, startedAt, dueAt, state: "met", stoppedFor: "reply" })
  expect(await only()).toMatchObject({ assigneeId: boId, offer: null })
  expect([anaPanel, boPanel, visitor].flatMap(({ errors }) => errors)).toEqual([])
})
