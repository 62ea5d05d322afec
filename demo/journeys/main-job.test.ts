import { type Browser, chromium } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine, type FaultLine } from "../../server/testing/fault-line"
import { type Agent, agent, newAgent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import type { Event } from "../../shared/protocol/types"
import { agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const QUESTION = "Is the yearly membership cheaper?"
const ANSWER = "Yes, by a fifth. Shall I set it up for you?"

describe("the main job, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  /** Ana's line beside her panel: it asks the server what is stored. */
  let ana: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    product = await startProduct()
    shop = await openShop({ chat: product.url })
    ana = await agent(product)
  })
  afterEach(async () => {
    ana.hangUp()
    for (const context of browser.contexts()) await context.close()
    await shop.close()
    await product.remove()
  })

  const onlyConversation = async () =>
    until("the conversation to be stored", async () => (await ana.call("conversation.list", {})).conversations[0])
  const wordsOf = (events: readonly Event[]) =>
    events.flatMap((event) => (event.type === "message.posted" ? [event.message.body] : []))
  /** How every journey ends: what is stored is what was meant, and each person sees just that. */
  async function allSee(words: string[], ...screens: { shows(words: string[]): Promise<void> }[]): Promise<void> {
    for (const screen of screens) await screen.shows(words)
    expect(wordsOf(await stored(ana, (await onlyConversation()).id))).toEqual(words)
  }

  test("Vera asks in one click, Ana's panel counts down, she takes it and answers in time, and no third party hears of it", async () => {
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await until("the field to have the focus", () =>
      vera.page.locator("dialog textarea").evaluate((field) => field.matches(":focus")),
    )
    await vera.page.keyboard.type(QUESTION)
    await vera.page.keyboard.press("Enter")

    const ring = anaScreen.page.locator(".row .ring")
    const first = await until("the ring to count", async () => (await ring.first().innerText()).trim())
    await until("a second to pass in it", async () => (await ring.first().innerText()).trim() !== first)
    await anaScreen.openFirst()
    await anaScreen.page.keyboard.press("a")
    await until("Ana to have it", async () => (await onlyConversation()).assigneeId === ana.agentId)
    await anaScreen.reply(ANSWER)

    await allSee([QUESTION, ANSWER], vera, anaScreen)
    expect((await onlyConversation()).timers).toMatchObject([
      { kind: "first-touch", state: "met", breachedAt: null },
      { kind: "answer", state: "met", breachedAt: null },
    ])
    expect([...vera.errors, ...anaScreen.errors]).toEqual([])

    // A request to one is noticed.
    await vera.page.goto("http://third-party.invalid/").catch(() => null)
    expect(vera.errors).toEqual(["asked a third party: http://third-party.invalid/"])
  })

  test("Viktor is not answered: the breach is shown once, also after the server was killed", async () => {
    await ana.call("policy.save", {
      id: "default",
      name: "Default",
      targets: { firstTouchMs: 5_000, nextReplyMs: 5_000 },
      renewMs: null,
    })
    const anaScreen = await agentScreen(browser, product.url)
    const viktor = await visitorScreen(browser, `${shop.url}/contacts.html`)
    await viktor.open()
    await viktor.write(QUESTION)
    await anaScreen.openFirst()
    const breaches = anaScreen.page.locator(".happened[data-late='true']")
    await until(
      "the visitor to be told the truth",
      async () => /sorry/i.test(await viktor.page.locator("dialog").innerText()),
      15_000,
    )
    await until("Ana to see the breach", async () => (await breaches.count()) === 1, 10_000)

    await product.kill()
    await product.start()
    ana.hangUp()
    ana = await agent(product)
    await viktor.write("Hello?")
    await anaScreen.shows([QUESTION, "Hello?"])
    expect(await breaches.count()).toBe(1)
    const events = await stored(ana, (await onlyConversation()).id)
    const breach = events.filter(({ type }) => type === "timer.breached")
    expect(breach.map(({ at }) => at)).toEqual([(await onlyConversation()).timers[0]?.dueAt])
    await allSee([QUESTION, "Hello?"], viktor, anaScreen)
  })

  test("both reload in the middle and go on where they were", async () => {
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await vera.write(QUESTION)
    await anaScreen.openFirst()
    await anaScreen.reply(ANSWER)
    await vera.shows([QUESTION, ANSWER])

    await Promise.all([vera.page.reload(), anaScreen.page.reload()])
    await vera.standsOpen()
    await vera.shows([QUESTION, ANSWER])
    await anaScreen.shows([QUESTION, ANSWER])
    await vera.write("Please do.")
    await allSee([QUESTION, ANSWER, "Please do."], vera, anaScreen)
  })

  test("the line drops in the middle of a message, which arrives once", async () => {
    const line: FaultLine = await createFaultLine(product.port)
    const far = await openShop({ chat: line.url })
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await visitorScreen(browser, `${far.url}/pricing.html`)
    await vera.open()
    await vera.write(QUESTION)
    await vera.shows([QUESTION])
    void line.cutAfter(60, "up")
    await vera.write("And does it include the reading room?")
    await until(
      "it to be shown as not sent yet",
      async () => (await vera.page.locator("dialog .bubble.pending").count()) === 1,
    )
    await vera.write("And guests?")
    line.mend()
    const all = [QUESTION, "And does it include the reading room?", "And guests?"]
    await vera.shows(all)
    await anaScreen.openFirst()
    await allSee(all, vera, anaScreen)
    await far.close()
    await line.close()
  })

  test("of two agents who take it at once one has it, and both see who", async () => {
    const bo = await newAgent(product, ana, "Bo")
    const anaScreen = await agentScreen(browser, product.url)
    const boScreen = await agentScreen(browser, product.url, {
      email: "bo@nightingale.example",
      password: "Bo likes long quiet sentences",
    })
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await vera.write(QUESTION)
    await Promise.all([anaScreen.openFirst(), boScreen.openFirst()])
    await Promise.all([anaScreen.page.keyboard.press("a"), boScreen.page.keyboard.press("a")])
    const { assigneeId } = await until("one of them to have it", async () => {
      const conversation = await onlyConversation()
      return conversation.assigneeId !== null && conversation
    })
    const winner = assigneeId === ana.agentId ? "Ana" : "Bo"
    const loserScreen = winner === "Ana" ? boScreen : anaScreen
    await until("the other to be told who", async () =>
      (await loserScreen.page.locator("body").innerText()).includes(`${winner} `),
    )
    const assigned = (await stored(ana, (await onlyConversation()).id)).filter(
      ({ type }) => type === "conversation.assigned",
    )
    expect(assigned).toHaveLength(1)
    await allSee([QUESTION], vera, anaScreen, boScreen)
    bo.hangUp()
  })

  test.each([
    ["a nonce", "default-src 'none'; script-src 'nonce-NONCE'; connect-src CHAT WS; style-src 'self'; img-src 'self'"],
    [
      "the server's address",
      "default-src 'none'; script-src CHAT; connect-src CHAT WS; style-src 'self'; img-src 'self'",
    ],
  ])("a page with a strict policy by %s, and Trusted Types, needs two directives", async (_by, directives) => {
    const policy = directives.replaceAll("CHAT", product.url).replaceAll("WS", product.url.replace("http", "ws"))
    const strict = await openShop({ chat: product.url, policy: `${policy}; require-trusted-types-for 'script'` })
    const vera = await visitorScreen(browser, "about:blank")
    await vera.page.addInitScript(() => {
      Object.assign(window, { violations: [] })
      addEventListener("securitypolicyviolation", (event) => {
        ;(window as unknown as { violations: string[] }).violations.push(
          `${event.violatedDirective} ${event.blockedURI}`,
        )
      })
    })
    await vera.page.goto(`${strict.url}/pricing.html`)
    await vera.open()
    await vera.write(QUESTION)
    await vera.shows([QUESTION])
    await ana.say(ANSWER, (await onlyConversation()).id)
    await allSee([QUESTION, ANSWER], vera)
    expect(await vera.page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
    await strict.close()
  })
})
