import { join } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { agentScreen } from "../../../demo/journeys/screens"
import { chromiumLaunchOptions } from "../../../server/testing/chromium"
import { type Product, startProduct } from "../../../server/testing/product"

const UKRAINE = join(import.meta.dirname, "../../state/calendar-file/testing/ukraine.ics")
/** No such day ever comes, and the parser looks for it forever. */
const ENDLESS = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "DTSTART;VALUE=DATE:20261224",
  "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n")

describe("holidays from a calendar file", () => {
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

  async function openHours() {
    const ana = await agentScreen(browser, product.url)
    await ana.page.goto(`${product.url}/panel/settings/hours`)
    await ana.page.getByText("In these hours").click()
    return ana
  }

  async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
    const chooser = page.waitForEvent("filechooser")
    await page.getByRole("button", { name: "From a calendar file" }).click()
    await (await chooser).setFiles(file)
  }

  test("are read by what is fetched only then, taken over by the keyboard, and still there after a reload", async () => {
    const { page, context, errors } = await openHours()
    const fetched = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map(({ name }) => name)
          .filter((name) => name.includes("/reader-")),
      )
    expect(await fetched()).toEqual([])
    await choose(page, UKRAINE)
    const add = page.getByRole("button", { name: /^Add \d+ days$/ })
    await add.waitFor()
    expect(await fetched()).toHaveLength(1)
    const count = /\d+/.exec((await add.textContent()) ?? "")?.[0]
    await add.focus()
    await page.keyboard.press("Enter")
    await page.getByText(`${count} days are in the list. They hold once you save.`).waitFor()
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByText("Saved.").waitFor()
    await page.reload()
    await page.getByLabel("Date", { exact: true }).first().waitFor()
    expect(await page.getByLabel("Date", { exact: true }).count()).toBe(Number(count))
    expect(errors).toEqual([])
    await context.close()
  })

  test("a file that cannot be read to its end is given up, and the page is at hand meanwhile", async () => {
    const { page, context } = await openHours()
    await choose(page, { name: "endless.ics", mimeType: "text/calendar", buffer: Buffer.from(ENDLESS) })
    await page.getByRole("button", { name: "Reading the file" }).waitFor()
    await page.getByRole("button", { name: "Add a day" }).click()
    await page.getByLabel("What for").last().fill("Stocktaking")
    await page.getByText(/^“endless\.ics” was not taken over, .+ repeats without end/).waitFor()
    expect(await page.getByLabel("What for").last().inputValue()).toBe("Stocktaking")
    await context.close()
  })
})
