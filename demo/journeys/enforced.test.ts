import { type Browser, chromium } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent, newAgent, stored } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import type { AgentConversation, Event, EventOf } from "../../shared/protocol/types"
import { type AgentScreen, agentScreen, type VisitorScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const QUESTION = "Is the yearly membership cheaper?"
const ANSWER = "Yes, by a fifth. Shall I set it up for you?"
const BO = { email: "bo@nightingale.example", password: "Bo likes long quiet sentences" }
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const PATIENCE_MS = 20 * SECOND_MS

describe("first touch is enforced, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  /** Ana's line beside the panels: it asks the server what is stored, and is away, so that nothing is offered to it. */
  let ana: Agent
  const screens: { errors: string[] }[] = []

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    product = await startProduct()
    shop = await openShop({ chat: product.url })
    ana = await agent(product)
    const bo = await newAgent(product, ana, "Bo")
    bo.hangUp()
  })
  afterEach(async () => {
    ana.hangUp()
    for (const context of browser.contexts()) await context.close()
    await shop.close()
    await product.remove()
    expect(screens.splice(0).flatMap(({ errors }) => errors)).toEqual([])
  })

  async function panel(who?: { email: string; password: string }): Promise<AgentScreen> {
    const screen = await agentScreen(browser, product.url, who)
    screens.push(screen)
    return screen
  }

  async function vera(): Promise<VisitorScreen> {
    const screen = await visitorScreen(browser, `${shop.url}/pricing.html`)
    screens.push(screen)
    await screen.open()
    return screen
  }

  const conversations = async () => (await ana.call("conversation.list", {})).conversations
  const only = async () => until("the conversation to be stored", async () => (await conversations())[0])
  const timerOf = ({ timers }: AgentConversation, kind = "first-touch") => timers.find((timer) => timer.kind === kind)
  const eventsOf = async <Type extends Event["type"]>(type: Type) =>
    (await stored(ana, (await only()).id)).filter((event): event is EventOf<Type> => event.type === type)
  const offerBar = ({ page }: AgentScreen) => page.locator(".offer-bar")
  const rings = (screen: AgentScreen, words: RegExp, patienceMs = PATIENCE_MS) =>
    until(
      `the panel to ring: ${words}`,
      async () => (await offerBar(screen).count()) > 0 && words.test(await offerBar(screen).innerText()),
      patienceMs,
    )

  test("an agent is silent: the next one gets it, reads why, and answers in time", async () => {
    await ana.call("policy.save", { targets: { firstTouchMs: 48 * SECOND_MS } })
    const boPanel = await panel(BO)
    const anaPanel = await panel()
    const visitor = await vera()
    await visitor.write(QUESTION)

    const offered = await until("somebody to be asked", async () => (await only()).offer?.agentId)
    const [silent, next] = offered === ana.agentId ? [anaPanel, boPanel] : [boPanel, anaPanel]
    await rings(silent, /Vera|visitor|waiting for you/i)
    expect(await offerBar(next).count()).toBe(0)
    await rings(next, new RegExp(`${silent === anaPanel ? "Ana" : "Bo"} did not answer in 12 s`))
    await until("the first to be left in peace", async () => (await offerBar(silent).count()) === 0)
    await next.page.keyboard.press("a")
    await next.page.locator(".composer textarea:focus").waitFor()
    await next.page.keyboard.type(ANSWER)
    await next.page.keyboard.press("Enter")

    await visitor.shows([QUESTION, ANSWER])
    expect(timerOf(await only())).toMatchObject({ state: "met", stoppedFor: "reply" })
    expect((await eventsOf("offer.ended")).map(({ outcome }) => outcome)).toEqual(["missed", "accepted"])
  })

  test("an agent's laptop dies: what was not answered goes to the next after thirty seconds", async () => {
    const ladder = [
      { at: { share: 0 }, do: "offer" as const },
      { at: { share: 1 }, do: "tell" as const },
    ]
    await ana.call("policy.save", { targets: { firstTouchMs: 90 * SECOND_MS }, ladder })
    const boPanel = await panel(BO)
    await ana.call("presence.set", { availability: "away" })
    const visitor = await vera()
    await visitor.write(QUESTION)
    await rings(boPanel, /waiting for you/i)
    await boPanel.page.keyboard.press("a")
    await until("Bo to have it", async () => (await only()).assigneeId !== null)
    await ana.call("presence.set", { availability: "online" })
    const anaPanel = await panel()

    // No goodbye: the machine is off, and its connections are silent.
    await boPanel.context.setOffline(true)
    const diedAt = Date.now()
    await rings(anaPanel, /Bo lost the connection/, 75 * SECOND_MS)
    expect(Date.now() - diedAt).toBeGreaterThan(29 * SECOND_MS)
    await anaPanel.page.keyboard.press("a")
    await anaPanel.page.locator(".composer textarea:focus").waitFor()
    await anaPanel.page.keyboard.type(ANSWER)
    await anaPanel.page.keyboard.press("Enter")
    await visitor.shows([QUESTION, ANSWER])
    expect(timerOf(await only())).toMatchObject({ state: "met" })
    boPanel.errors.length = 0
  }, 150_000)

  test("two agents with two tabs each: one accepts, and no other tab rings or can take it", async () => {
    const anaTabs = [await panel(), await panel()]
    const boTabs = [await panel(BO), await panel(BO)]
    const visitor = await vera()
    await visitor.write(QUESTION)
    const offered = await until("somebody to be asked", async () => (await only()).offer?.agentId)
    const [asked, others] = offered === ana.agentId ? [anaTabs, boTabs] : [boTabs, anaTabs]
    for (const tab of asked) await rings(tab, /waiting for you/i)
    for (const tab of others) expect(await offerBar(tab).count()).toBe(0)
    await asked[0]?.page.keyboard.press("a")
    for (const tab of asked) await until("the other tab to be quiet", async () => (await offerBar(tab).count()) === 0)
    expect((await eventsOf("conversation.assigned")).map(({ assigneeId }) => assigneeId)).toEqual([offered])
    const late = await others[0]?.page.evaluate(
      async (conversationId) => {
        const answer = await fetch("/api/conversation.accept", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ conversationId }),
        })
        return [answer.status, await answer.json()]
      },
      (await only()).id,
    )
    expect(late).toMatchObject([409, { error: { code: "conflict" } }])
    await asked[1]?.openFirst()
    await asked[1]?.reply(ANSWER)
    await visitor.shows([QUESTION, ANSWER])
    for (const tab of asked) tab.errors.length = 0
    others[0]?.errors.splice(0)
  })

  test("closed now, it opens with the next minute: the question is taken at once, and the timer runs from then", async () => {
    const opensAt = Math.ceil((Date.now() + 10 * SECOND_MS) / MINUTE_MS) * MINUTE_MS
    const clock = new Date(opensAt).toISOString().slice(11, 16)
    const week = Array.from({ length: 7 }, () => [{ from: clock, to: clock === "00:00" ? "24:00" : "00:00" }])
    await ana.call("policy.save", {
      targets: { firstTouchMs: 8 * SECOND_MS },
      hours: { timeZone: "UTC", week, exceptions: [] },
    })
    const anaPanel = await panel()
    const visitor = await visitorScreen(browser, `${shop.url}/pricing.html`, { timezoneId: "UTC" })
    await visitor.open()
    await until("the next opening to be told", async () =>
      (await visitor.page.locator("dialog").innerText()).includes(clock),
    )
    await visitor.write(QUESTION)
    await visitor.shows([QUESTION])
    expect(timerOf(await only())?.dueAt).toBe(opensAt + 8 * SECOND_MS)
    expect(await offerBar(anaPanel).count()).toBe(0)
    await rings(anaPanel, /waiting for you/i, 80 * SECOND_MS)
    const [made] = await eventsOf("offer.made")
    expect(made?.at).toBeGreaterThanOrEqual(opensAt)
    expect((made?.at ?? 0) - opensAt).toBeLessThan(SECOND_MS)
    await anaPanel.page.keyboard.press("a")
    await anaPanel.page.locator(".composer textarea:focus").waitFor()
    await anaPanel.page.keyboard.type(ANSWER)
    await anaPanel.page.keyboard.press("Enter")
    await visitor.shows([QUESTION, ANSWER])
    expect(timerOf(await only())).toMatchObject({ state: "met" })
  }, 150_000)

  test("the target is changed while timers run: those that run keep theirs, the next one has the new one", async () => {
    const anaPanel = await panel()
    const first = await vera()
    await first.write(QUESTION)
    const before = await only()
    await ana.call("policy.save", { targets: { firstTouchMs: 30 * MINUTE_MS } })
    await (await vera()).write("And the monthly one?")
    const all = await until("both to be stored", async () => {
      const open = await conversations()
      return open.length === 2 && open
    })
    const targets = new Map(all.map((each) => [each.id === before.id, timerOf(each)?.targetMs]))
    expect([targets.get(true), targets.get(false)]).toEqual([2 * MINUTE_MS, 30 * MINUTE_MS])
    expect(timerOf(all.find(({ id }) => id === before.id) ?? before)?.dueAt).toBe(timerOf(before)?.dueAt)
    await until("the panel to count both", async () => {
      const rows = await anaPanel.rows()
      return rows.length === 2 && /^\D*(1:\d\d|2:00|[1-5]?\d)\D/.test(rows[0] ?? "") && /29|30/.test(rows[1] ?? "")
    }).catch(async (error) => {
      throw new Error(`${error.message}; the rows are ${JSON.stringify(await anaPanel.rows())}`)
    })
  })
})
