import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { agentScreen } from "../../../../../demo/journeys/screens"
import { chromiumLaunchOptions } from "../../../../../server/testing/chromium"
import { type Agent, agent } from "../../../../../server/testing/people"
import { type Product, startProduct } from "../../../../../server/testing/product"
import { USUAL_LADDER } from "../../../../../shared/ladder"

/** The usual target of a first reply, from which a share of the line is reckoned. */
const TARGET_MS = 120_000

describe("the ladder on its line of time", () => {
  let browser: Browser
  let product: Product
  let ana: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    ana = await agent(product)
  })
  afterAll(async () => {
    ana.hangUp()
    await browser.close()
    await product.remove()
  })
  beforeEach(async () => {
    await ana.call("policy.save", { ladder: null })
  })

  async function openLadder(look: Parameters<typeof agentScreen>[3] = {}) {
    const screen = await agentScreen(browser, product.url, undefined, look)
    await screen.page.goto(`${product.url}/panel/settings/policies/default/ladder`)
    await screen.page.getByRole("slider").first().waitFor()
    return screen
  }

  const mark = (page: Page, name: string) => page.getByRole("slider", { name })

  async function middleOf(page: Page, name: string) {
    const box = await mark(page, name).boundingBox()
    if (!box) throw new Error(`there is no mark “${name}”`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** So many pixels are so long on the line, as its first two marks tell. */
  async function pixelsFor(page: Page, lengthMs: number): Promise<number> {
    const first = await middleOf(page, "offered to the best agent")
    const second = await middleOf(page, "the whole team is rung")
    return ((second.x - first.x) / (TARGET_MS / 2)) * lengthMs
  }

  async function dragBy(page: Page, name: string, lengthMs: number): Promise<void> {
    const { x, y } = await middleOf(page, name)
    const px = await pixelsFor(page, lengthMs)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + px / 2, y)
    await page.mouse.move(x + px, y)
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByText("Saved.").waitFor()
  }

  async function storedLadder() {
    const { policies } = await ana.call("policy.list", {})
    return policies.find(({ id }) => id === "default")?.ladder
  }

  test("is dragged and moved by keys, tells the time meanwhile, and the server has it once it is saved", async () => {
    const { page, context, errors } = await openLadder()
    await dragBy(page, "offered to the next agent", 13_000)
    await page.getByText("After 42 seconds: offered to the next agent.").first().waitFor()
    expect(await storedLadder()).toEqual(USUAL_LADDER)
    await page.mouse.up()
    await page.getByText("After 42 seconds: offered to the next agent. Step 2 of 5.").waitFor()

    await mark(page, "the supervisors are told").focus()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Shift+ArrowLeft")
    await mark(page, "the whole team is rung").focus()
    await page.keyboard.press("Delete")
    expect(await mark(page, "the supervisors are told").evaluate((element) => element === document.activeElement)).toBe(
      true,
    )
    await save(page)
    const expected = [
      { at: { share: 0 }, do: "offer" },
      { at: { share: 0.35 }, do: "offer" },
      { at: { share: 0.69 }, do: "escalate" },
      { at: { share: 1 }, do: "tell" },
    ]
    expect(await storedLadder()).toEqual(expected)
    await page.reload()
    await page.getByText("After 1 minute 23 seconds: the supervisors are told.").first().waitFor()

    await page.getByRole("button", { name: "Back to the usual ladder" }).click()
    await save(page)
    expect(await storedLadder()).toEqual(USUAL_LADDER)
    expect(errors).toEqual([])
    await context.close()
  })

  test("Escape gives a step back that is carried, and the page stays", async () => {
    const { page, context } = await openLadder()
    await dragBy(page, "the whole team is rung", 24_000)
    await page.getByText("After 1 minute 24 seconds: the whole team is rung.").first().waitFor()
    await page.keyboard.press("Escape")
    await page.getByText("After 1 minute: the whole team is rung.").first().waitFor()
    await page.mouse.up()
    expect(await page.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(true)
    expect(page.url()).toContain("/policies/default/ladder")
    await context.close()
  })

  test("a step is carried past another and past the due time, and keeps the focus", async () => {
    const { page, context } = await openLadder()
    await dragBy(page, "the whole team is rung", 76_000)
    await page.mouse.up()
    await page.getByText("18 seconds after it is due: the whole team is rung. Step 5 of 5.").waitFor()
    expect(await mark(page, "the whole team is rung").evaluate((element) => element === document.activeElement)).toBe(
      true,
    )
    await save(page)
    expect((await storedLadder())?.map((step) => step.do)).toEqual(["offer", "offer", "escalate", "ring", "tell"])
    await context.close()
  })

  test("a finger carries a step on a phone, without scrolling the page", async () => {
    const { page, context } = await openLadder({ viewport: { width: 360, height: 740 }, hasTouch: true })
    const name = "offered to the next agent"
    await mark(page, name).scrollIntoViewIfNeeded()
    const { x, y } = await middleOf(page, name)
    const px = await pixelsFor(page, 12_000)
    const finger = await context.newCDPSession(page)
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) =>
      finger.send("Input.dispatchTouchEvent", { type, touchPoints: at === undefined ? [] : [{ x: at, y: y + 2 }] })
    await touch("touchStart", x)
    await touch("touchMove", x + px / 2)
    await touch("touchMove", x + px)
    await touch("touchEnd")
    await page.getByText("After 42 seconds: offered to the next agent. Step 2 of 5.").waitFor()
    await context.close()
  })
})
