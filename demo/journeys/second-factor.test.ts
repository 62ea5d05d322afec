import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { ANA } from "../../server/testing/kit"
import { agent, newAgent } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { codeOf } from "../../server/testing/totp"
import { agentScreen } from "./screens"

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js")
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const }
const BO = { email: "bo@nightingale.example", password: "Bo likes long quiet sentences" }

let browser: Browser
let product: Product
beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions())
  product = await startProduct()
  const ana = await agent(product)
  const bo = await newAgent(product, ana, "Bo")
  ana.hangUp()
  bo.hangUp()
})
afterAll(async () => {
  await browser.close()
  await product.remove()
})

async function looksRight(page: Page): Promise<void> {
  await page.evaluate(await readFile(AXE, "utf8"))
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") }
    const { violations } = await axe.run(document, { resultTypes: ["violations"] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)
  })
  expect(found).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

/** Sets it up on whatever page asks for the password, and gives the recovery codes. */
async function setUp(page: Page, password: string): Promise<string[]> {
  await page.getByLabel("Your password").fill(password)
  await page.keyboard.press("Enter")
  await page.getByRole("img", { name: "QR code for the authenticator app" }).waitFor()
  await looksRight(page)
  await page.getByText("Cannot scan it?").click()
  const key = await page.getByRole("textbox", { name: "Key" }).inputValue()
  await page
    .getByLabel("The code that the app shows now")
    .fill(codeOf(`otpauth://totp/x?secret=${key.replaceAll(" ", "")}`))
  await page.keyboard.press("Enter")
  const codes = page.getByRole("textbox", { name: "Recovery codes" })
  await codes.waitFor()
  await looksRight(page)
  const kept = (await codes.inputValue()).split("\n")
  await page.getByRole("button", { name: "I have kept them" }).click()
  return kept
}

async function signIn(page: Page, { email, password }: typeof BO): Promise<void> {
  await page.goto(`${product.url}/panel/`)
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.keyboard.press("Enter")
}

const inbox = (page: Page) =>
  page
    .getByRole("link", { name: /Waiting/ })
    .first()
    .waitFor()

test("Ana sets it up, asks it of everybody, comes in without her phone, and Bo can do nothing before he has one", async () => {
  const desk = await agentScreen(browser, product.url)
  await desk.page.goto(`${product.url}/panel/settings/profile`)
  await desk.page.getByRole("button", { name: "Set it up" }).click()
  const [recoveryCode = ""] = await setUp(desk.page, ANA.password)
  await desk.page.getByText("10 recovery codes are left.").waitFor()
  await desk.page.goto(`${product.url}/panel/settings/people`)
  await desk.page.getByLabel("A second factor for everybody").click()
  await desk.page.getByText("Who has none is asked to set it up").waitFor()
  expect(desk.errors).toEqual([])
  await desk.context.close()

  const context = await browser.newContext({ ...PHONE, locale: "en-GB" })
  const page = await context.newPage()
  await signIn(page, ANA)
  await page.getByLabel("Code of now").fill("000000")
  await page.keyboard.press("Enter")
  await page.getByText("This is not the code of now.").waitFor()
  await looksRight(page)
  await page.getByRole("button", { name: "I do not have my phone" }).click()
  await page.getByLabel("Recovery code").fill(recoveryCode)
  await page.keyboard.press("Enter")
  await inbox(page)
  await context.close()

  const bos = await browser.newContext({ ...PHONE, locale: "en-GB" })
  const bosPage = await bos.newPage()
  await signIn(bosPage, BO)
  await bosPage.getByRole("heading", { name: "Set up your second factor" }).waitFor()
  await looksRight(bosPage)
  await bosPage.goto(`${product.url}/panel/settings/people`)
  await bosPage.getByRole("heading", { name: "Set up your second factor" }).waitFor()
  await setUp(bosPage, BO.password)
  await bosPage.getByRole("heading", { name: "People" }).waitFor()
  await bos.close()
})
