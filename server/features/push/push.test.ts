import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { LOOPBACK } from "../../testing/loopback"
import { type Agent, agent, newAgent, post, visitor } from "../../testing/people"
import { type PushEndpoint, startPushEndpoint } from "../../testing/push-endpoint"

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const DAY_MS = 1_440 * MINUTE_MS

describe.each(DIALECTS)("web push on %s", (dialect) => {
  let server: TestServer
  let endpoint: PushEndpoint
  let ana: Agent

  beforeEach(async () => {
    server = await startTestServer({ dialect, reach: LOOPBACK })
    endpoint = await startPushEndpoint()
    ana = await agent(server)
  })
  afterEach(async () => {
    expect(endpoint.objections).toEqual([])
    await server.stop()
    await endpoint.stop()
  })

  /** A browser in which somebody switched alerts on. */
  async function browserOf(person: Agent, locale = "en") {
    const { publicKey } = await person.call("push.key", {})
    const browser = endpoint.browser(publicKey, locale)
    await person.call("push.subscribe", browser.subscription)
    return browser
  }

  async function veraAsks(words = "Do you ship to Lviv?") {
    const vera = await visitor(server)
    const { conversation } = await vera.say(words)
    await vera.call("contact.save", { contactId: vera.contactId, name: "Vera" })
    await server.elapse(0)
    return conversation.id
  }

  const remembered = async () =>
    (await server.server.store.reads.selectFrom("pushSubscription").select("agentId").execute()).map(
      ({ agentId }) => agentId,
    )
  const titles = (browser: Awaited<ReturnType<typeof browserOf>>) => browser.told.map(({ alert }) => alert.title)

  test("an offer reaches the agent it is made to, in words that only their browser can read", async () => {
    const anas = await browserOf(ana)
    const conversationId = await veraAsks("Do you ship to Lviv?\nIt is for a birthday.")
    expect(anas.told).toEqual([
      {
        alert: {
          conversationId,
          locale: "en",
          title: "Vera is waiting for you",
          body: "2 minutes left\nDo you ship to Lviv?",
        },
        ttlS: 30,
        urgency: "high",
        topic: conversationId.replaceAll("-", ""),
      },
    ])
  })

  test("each browser is told in its language, and only those of whom it concerns", async () => {
    const bo = await newAgent(server, ana, "Bo")
    const [ukrainian, russian, bos] = [await browserOf(ana, "uk-UA"), await browserOf(ana, "ru"), await browserOf(bo)]
    await bo.call("presence.set", { availability: "away" })
    await veraAsks()
    expect(titles(ukrainian)).toEqual(["Vera чекає на вас"])
    expect(titles(russian)).toEqual(["Vera ждёт вас"])
    expect(titles(bos)).toEqual([])
  })

  test("a ring reaches everybody who is available, an escalation those who watch over the others", async () => {
    const [bo, olena] = [await newAgent(server, ana, "Bo"), await newAgent(server, ana, "Olena", "supervisor")]
    await olena.call("presence.set", { availability: "away" })
    const [anas, bos, olenas] = [await browserOf(ana), await browserOf(bo), await browserOf(olena)]
    await veraAsks()
    await server.elapse(60 * SECOND_MS)
    for (const browser of [anas, bos]) expect(titles(browser).at(-1)).toBe("Vera is waiting for anybody")
    expect(titles(olenas)).toEqual([])
    const before = titles(bos).length
    await server.elapse(30 * SECOND_MS)
    for (const browser of [anas, olenas]) {
      expect(browser.told.at(-1)?.alert).toMatchObject({
        title: "Nobody answers: Vera is waiting",
        body: "30 seconds left\nDo you ship to Lviv?",
      })
    }
    expect(titles(bos)).toHaveLength(before)
  })

  test("a promise that is near is told to the one who has the conversation", async () => {
    const bo = await newAgent(server, ana, "Bo")
    const conversationId = await veraAsks()
    await bo.call("conversation.accept", { conversationId })
    await bo.say("I shall find out.", conversationId)
    const [anas, bos] = [await browserOf(ana), await browserOf(bo)]
    await bo.call("promise.make", { conversationId, dueAt: server.clock.now() + 60 * MINUTE_MS })
    await server.elapse(45 * MINUTE_MS)
    expect(bos.told.at(-1)?.alert).toMatchObject({
      title: "Your promise is due soon: Vera",
      body: "15 minutes left\nDo you ship to Lviv?",
    })
    expect(titles(anas)).not.toContain("Your promise is due soon: Vera")
  })

  test("a browser that the push service no longer knows is forgotten", async () => {
    const anas = await browserOf(ana)
    anas.answer(410)
    await veraAsks()
    expect([anas.asked(), await remembered()]).toEqual([1, []])
    await server.elapse(10 * MINUTE_MS)
    expect(anas.asked()).toBe(1)
  })

  test("what a push service could not take is tried again, and told once", async () => {
    const anas = await browserOf(ana)
    anas.answer(503)
    await veraAsks()
    anas.answer(201)
    await server.elapse(20 * SECOND_MS)
    expect(titles(anas)).toEqual(["Vera is waiting for you"])
    expect(anas.asked()).toBe(2)
    expect(anas.told[0]?.ttlS).toBeLessThan(30)
  })

  test("an offer whose time is over, or that was taken, is not told any more", async () => {
    const anas = await browserOf(ana)
    anas.answer(429)
    await veraAsks()
    const conversationId = await veraAsks()
    await ana.call("conversation.accept", { conversationId })
    await server.elapse(29 * SECOND_MS)
    expect(anas.asked()).toBeGreaterThan(4)
    anas.answer(201)
    await server.elapse(10 * SECOND_MS)
    expect(titles(anas)).not.toContain("Vera is waiting for you")
  })

  test("a browser that refuses for a week is given up", async () => {
    const anas = await browserOf(ana)
    anas.answer(403)
    await veraAsks()
    expect(await remembered()).toEqual([ana.agentId])
    await server.leapTo(server.clock.now() + 8 * DAY_MS)
    await veraAsks()
    await server.elapse(MINUTE_MS)
    expect(await remembered()).toEqual([])
  })

  test("whoever signs in at a browser takes it over, and whoever switches it off ends it for both", async () => {
    const bo = await newAgent(server, ana, "Bo")
    const shared = await browserOf(ana)
    await bo.call("push.subscribe", shared.subscription)
    expect(await remembered()).toEqual([bo.agentId])
    await ana.call("push.unsubscribe", { endpoint: shared.subscription.endpoint })
    expect(await remembered()).toEqual([])
  })

  test("nobody is told who signed out, and nobody who was removed", async () => {
    const bo = await newAgent(server, ana, "Bo")
    const [anas, bos] = [await browserOf(ana), await browserOf(bo)]
    await fetch(`${server.url}/api/auth/sign-out`, { method: "POST", headers: { cookie: ana.cookie } })
    await ana.call("agent.remove", { agentId: bo.agentId }).catch(() => {})
    const again = await agent(server)
    await again.call("agent.remove", { agentId: bo.agentId })
    await veraAsks()
    await server.elapse(2 * MINUTE_MS)
    expect([anas.asked(), bos.asked()]).toEqual([0, 0])
    expect(await remembered()).not.toContain(ana.agentId)
  })

  test("a session that ran out alerts nobody", async () => {
    const anas = await browserOf(ana)
    await server.leapTo(Date.now() + 40 * DAY_MS)
    await veraAsks()
    await server.elapse(2 * MINUTE_MS)
    expect([anas.asked(), await remembered()]).toEqual([0, []])
  })

  test("a program with a key has no browser to alert", async () => {
    const { secret } = await ana.call("apiKey.create", { name: "Export" })
    const { publicKey } = await ana.call("push.key", {})
    const { subscription } = endpoint.browser(publicKey)
    const { reply } = await post(server, "push.subscribe", subscription, { Authorization: `Bearer ${secret}` })
    expect(reply).toMatchObject({ ok: false, error: { code: "forbidden" } })
  })

  test("of more browsers than anybody has, the latest are alerted", async () => {
    for (let browser = 0; browser < 12; browser++) await browserOf(ana)
    expect(await remembered()).toHaveLength(10)
  })

  test("the key that browsers agreed to is the same after a restart", async () => {
    const before = await ana.call("push.key", {})
    await server.restart()
    const again = await agent(server)
    expect(await again.call("push.key", {})).toEqual(before)
  })

  test.each([
    ["an endpoint that is no address", { endpoint: "push.example" }],
    ["a key that is none", { keys: { p256dh: "AAAA", auth: "AAAA" } }],
  ])("%s is refused", async (_what, wrong) => {
    const { publicKey } = await ana.call("push.key", {})
    const reply = await ana.ask("push.subscribe", { ...endpoint.browser(publicKey).subscription, ...wrong })
    expect(reply).toMatchObject({ ok: false, error: { code: "invalid_input" } })
  })
})

describe("an endpoint that leads inside (V44)", () => {
  let server: TestServer
  let endpoint: PushEndpoint
  let ana: Agent

  beforeEach(async () => {
    // As an owner runs it: nothing here says that loopback may be reached.
    server = await startTestServer()
    endpoint = await startPushEndpoint()
    ana = await agent(server)
  })
  afterEach(async () => {
    await server.stop()
    await endpoint.stop()
  })

  test.each(["http://127.0.0.1:9/push", "https://127.0.0.1/push", "https://[::1]/push", "https://10.0.0.7/push"])(
    "%s is refused",
    async (address) => {
      const { subscription } = endpoint.browser("")
      const reply = await ana.ask("push.subscribe", { ...subscription, endpoint: address })
      expect(reply).toMatchObject({ ok: false, error: { code: "invalid_input" } })
    },
  )

  test("is not asked and is forgotten, where its name turns out to lead there", async () => {
    const { publicKey } = await ana.call("push.key", {})
    const browser = endpoint.browser(publicKey)
    const byName = browser.subscription.endpoint.replace("http://127.0.0.1", "https://localhost")
    await ana.call("push.subscribe", { ...browser.subscription, endpoint: "https://localhost/push" })
    const { db, reads } = server.server.store
    await (await visitor(server)).say("Hello")
    await server.elapse(0)
    expect(await reads.selectFrom("pushSubscription").selectAll().execute()).toEqual([])
    await ana.call("push.subscribe", { ...browser.subscription, endpoint: "https://localhost/push" })
    await db.updateTable("pushSubscription").set({ endpoint: byName }).execute()
    await (await visitor(server)).say("Hello")
    await server.elapse(0)
    expect(browser.asked()).toBe(0)
  })
})

test("of two nodes one tells a browser", async () => {
  const endpoint = await startPushEndpoint()
  const one = await startTestServer({ dialect: "postgres", reach: LOOPBACK })
  const other = await startTestServer({ beside: one, clock: one.clock, reach: LOOPBACK })
  const ana = await agent(one)
  const { publicKey } = await ana.call("push.key", {})
  const anas = endpoint.browser(publicKey)
  await ana.call("push.subscribe", anas.subscription)
  const vera = await visitor(other)
  await vera.say("Hello")
  await one.elapse(0)
  await other.elapse(5 * SECOND_MS)
  expect([anas.asked(), anas.told.map(({ alert }) => alert.title)]).toEqual([1, ["A visitor is waiting for you"]])
  expect(endpoint.objections).toEqual([])
  await other.stop()
  await one.stop()
  await endpoint.stop()
})
