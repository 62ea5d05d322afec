import { type Browser, chromium } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { agentScreen, type VisitorScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const QUESTION = "Do you ship to Lviv?"
const WHICH = "Which book is it about?"
const WHICH_ANSWER = `${WHICH}\nThe Nightingale`
const ANSWER = "Yes, in three days."
const TARGET_MS = 3_000
const TEN_MINUTES_MS = 600_000
const DAY_MS = 86_400_000
const NINE_TO_SIX = [{ from: "09:00", to: "18:00" }]
const TOLD_WITHIN_MS = 1_000

describe("nobody answers in time, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  let ana: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    product = await startProduct()
    shop = await openShop({ chat: product.url })
    ana = await agent(product)
    await ana.call("policy.save", {
      targets: { firstTouchMs: TARGET_MS, nextReplyMs: TARGET_MS },
      renewMs: TEN_MINUTES_MS,
      questions: [WHICH],
    })
  })
  afterEach(async () => {
    ana.hangUp()
    for (const context of browser.contexts()) await context.close()
    await shop.close()
    await product.remove()
  })

  const onlyConversation = async () =>
    until("the conversation to be stored", async () => (await ana.call("conversation.list", {})).conversations[0])
  const promise = ({ page }: VisitorScreen) => page.locator("dialog .promise").innerText()

  test("Vera is told within a second, says how to reach her, answers a question, and then Ana answers her", async () => {
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await until("the target to be told", async () => (await promise(vera)) === "A person answers within 3 seconds")
    const told = whenTold(vera)
    await vera.write(QUESTION)
    await until("a time to be promised", async () => /^You will have an answer by/.test(await promise(vera)))
    const toldAt = await told
    const { id, timers } = await onlyConversation()
    const dueAt = timers.find(({ kind }) => kind === "first-touch")?.dueAt ?? 0
    expect(toldAt - dueAt).toBeGreaterThan(0)
    expect(toldAt - dueAt).toBeLessThan(TOLD_WITHIN_MS)
    await until("a new promise to count down", async () =>
      /^(10:00|9:5\d)$/.test(await vera.page.locator("dialog .left-time").innerText()),
    )

    await vera.page.getByLabel("Where can we reach you if you leave?").fill("vera@example.com")
    await vera.page.keyboard.press("Enter")
    await vera.page.getByLabel("Thank you. And what is your name?").waitFor()
    await vera.page.keyboard.type("Vera")
    await vera.page.keyboard.press("Enter")
    await vera.page.getByText("Thank you, we have noted it").waitFor()
    // The focus went on to what stands next.
    await vera.page.keyboard.type("The Nightingale")
    await vera.page.keyboard.press("Enter")
    await vera.shows([QUESTION, WHICH_ANSWER])
    await vera.page.reload()
    await vera.standsOpen()
    await vera.page.getByText(/^We promised to answer by/).waitFor()
    expect(await vera.page.locator("dialog .asks input").count()).toBe(0)

    await anaScreen.openFirst()
    await anaScreen.shows([QUESTION, WHICH_ANSWER])
    await anaScreen.page.getByText("vera@example.com").first().waitFor()
    await anaScreen.reply(ANSWER)
    await vera.shows([QUESTION, WHICH_ANSWER, ANSWER])
    await until("nothing more to be promised", async () => (await promise(vera)) === "My site")
    expect((await stored(ana, id)).filter(({ type }) => type === "delay.told")).toHaveLength(1)
    expect([...vera.errors, ...anaScreen.errors]).toEqual([])
  })

  test("Viktor, who has closed the window, sees that there is something to read", async () => {
    const viktor = await visitorScreen(browser, `${shop.url}/contacts.html`)
    await viktor.open()
    await viktor.write(QUESTION)
    await viktor.shows([QUESTION])
    await viktor.page.keyboard.press("Escape")
    await viktor.page.getByRole("button", { name: "Open chat, 1 new message" }).click()
    await viktor.page.locator("dialog .delay").waitFor()
    await viktor.page.getByRole("button", { name: "Close chat", exact: true }).first().waitFor()
    expect(viktor.errors).toEqual([])
  })

  test("on the smallest window Vera sees that it is late, and then the answer", async () => {
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`, { viewport: { width: 640, height: 400 } })
    const isSeen = (selector: string) =>
      vera.page.locator("dialog .log").evaluate((log, selector) => {
        const row = log.querySelector(selector)?.getBoundingClientRect()
        const { top, bottom } = log.getBoundingClientRect()
        return row !== undefined && row.top >= top - 1 && row.bottom <= bottom + 1
      }, selector)
    await vera.open()
    await vera.write(QUESTION)
    await vera.page.locator("dialog .delay").waitFor()
    await until("the truth to be seen", () => isSeen(".delay"))
    await ana.say(ANSWER, (await onlyConversation()).id)
    await vera.shows([QUESTION, ANSWER])
    await until("the answer to be seen", () => isSeen(".theirs .bubble"))
    expect(vera.errors).toEqual([])
  })

  test("at night Vera reads when somebody answers, and her message is taken at once", async () => {
    const opens = new Date(Date.now() + DAY_MS)
    const week = Array.from({ length: 7 }, (_, day) => ((day + 1) % 7 === opens.getUTCDay() ? NINE_TO_SIX : []))
    await ana.call("policy.save", { hours: { timeZone: "UTC", week, exceptions: [] } })
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`, { timezoneId: "UTC" })
    await vera.open()
    await until("the opening to be told", async () =>
      /^We are closed until 0?9:00 tomorrow\./.test(await promise(vera)),
    )
    await vera.write(QUESTION)
    await vera.shows([QUESTION])
    await until("a time to be promised", async () =>
      /^You will have an answer by 0?9:01 tomorrow$/.test(await promise(vera)),
    )
    expect(vera.errors).toEqual([])
  })

  test("for whoever wants no motion, nothing in the window moves", async () => {
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`, { reducedMotion: "reduce" })
    await vera.open()
    await vera.write(QUESTION)
    await vera.page.locator("dialog .delay").waitFor()
    const moving = await vera.page.locator("dialog, dialog *").evaluateAll((elements) =>
      elements
        .filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element)
          return /[1-9]/.test(transitionDuration + animationDuration)
        })
        .map(({ className, tagName }) => `${tagName} ${className}`),
    )
    expect(moving).toEqual([])
  })
})

/** The moment at which the page says sorry. Here browser and server share a clock. */
function whenTold({ page }: VisitorScreen): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((told) => {
        const thread = document.querySelector("first-touch")?.shadowRoot?.querySelector(".log")
        if (!thread) throw new Error("The chat is not open")
        new MutationObserver(() => {
          if (thread.querySelector(".delay")) told(Date.now())
        }).observe(thread, { childList: true })
      }),
  )
}
