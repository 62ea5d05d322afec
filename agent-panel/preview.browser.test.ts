import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../server/testing/chromium"
import { ANA } from "../server/testing/kit"
import { type Product, startProduct } from "../server/testing/product"

const CLARET = "#7a3546"
const CLARET_AS_DRAWN = "rgb(122, 53, 70)"

let product: Product
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  product = await startProduct()
  browser = await chromium.launch(await chromiumLaunchOptions())
})
afterAll(async () => {
  await browser.close()
  await product.remove()
})

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" })
  page = await context.newPage()
  await page.goto(`${product.url}/panel/settings/sites`)
  await page.getByLabel("E-mail").fill(ANA.email)
  await page.getByLabel("Password").fill(ANA.password)
  await page.keyboard.press("Enter")
  await field().waitFor()
})
afterEach(() => context.close())

const chat = () => page.frameLocator("iframe[title=Preview]")
const field = () => chat().getByRole("textbox")
const colour = () =>
  chat()
    .locator("#launcher")
    .evaluate((launcher) => getComputedStyle(launcher).backgroundColor)

test("the preview is the real chat and wears what is not saved yet", async () => {
  await page.getByLabel(CLARET).check()
  await page.getByLabel("Greeting").fill("Ask us about books.")
  await chat().getByText("Ask us about books.").waitFor()
  await expect.poll(colour).toBe(CLARET_AS_DRAWN)

  await page.getByRole("button", { name: "Discard changes" }).click()
  await expect.poll(colour).not.toBe(CLARET_AS_DRAWN)
})

test("the chat in the preview takes the focus from nobody", async () => {
  await page.reload()
  await page.getByLabel("Name").focus()
  await field().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT")
  await page.keyboard.type("My")
  expect(await page.getByLabel("Name").inputValue()).toContain("My")
})

test("only the settings can tell the preview what to wear", async () => {
  const look = { accent: CLARET, side: "right", greeting: "Forged." }
  await chat()
    .locator("body")
    .evaluate((_, forged) => postMessage(forged, location.origin), { kind: "first-touch look", look })
  await page.getByLabel("Greeting").fill("Ask us about books.")
  await chat().getByText("Ask us about books.").waitFor()
  expect(await chat().getByText("Forged.").count()).toBe(0)
  expect(await colour()).not.toBe(CLARET_AS_DRAWN)
})
