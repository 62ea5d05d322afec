import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Input } from "../../../shared/protocol/types"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, newAgent, until, visitor } from "../../testing/people"

const PRICING = { url: "https://nightingale.example/pricing", title: "Prices" }
const CONTACTS = { url: "https://nightingale.example/contacts", title: "Contacts" }

describe.each(DIALECTS)("policies on %s", (dialect) => {
  let server: TestServer
  let ana: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  const create = async (fields: Partial<Input<"policy.create">>) =>
    (await ana.call("policy.create", { name: "Special", targets: { firstTouchMs: 30_000 }, ...fields })).policy
  const forget = async () => {
    const { policies } = await ana.call("policy.list", {})
    for (const { id } of policies) if (id !== "default") await ana.call("policy.remove", { policyId: id })
  }
  /** Which policy the first reply of somebody who writes on a page has. */
  async function policyOn(page: typeof PRICING, customer = false): Promise<string | undefined> {
    const vera = await visitor(server, { page })
    if (customer) {
      await vera.call("contact.save", { name: "Vera" })
      await ana.call("contact.save", { contactId: vera.contactId, customer: true })
    }
    const { conversation } = await vera.say("Is it cheaper?")
    vera.hangUp()
    const { timers } = (await ana.call("conversation.get", { conversationId: conversation.id })).conversation
    return timers.find(({ kind }) => kind === "first-touch")?.policyId
  }

  test("the first policy that fits applies, in the owner's order, and default where none does", async () => {
    const pricing = await create({ name: "Prices", applies: { page: "/pricing*" } })
    const customers = await create({ name: "Customers", applies: { customer: true } })
    expect(await policyOn(PRICING)).toBe(pricing.id)
    expect(await policyOn(CONTACTS)).toBe("default")
    expect(await policyOn(PRICING, true)).toBe(customers.id)
    const { policies } = await ana.call("policy.arrange", { policyIds: [pricing.id, customers.id] })
    expect(policies.map(({ id }) => id)).toEqual([pricing.id, customers.id, "default"])
    expect(await policyOn(PRICING, true)).toBe(pricing.id)
    await forget()
  })

  test("a policy may be for a site, for a team, and for those who are no customers", async () => {
    const { site } = await ana.call("site.save", {
      name: "Letters",
      allowedOrigins: [],
      look: { accent: "#0b6e4f", side: "right", greeting: null },
    })
    const { team } = await ana.call("team.save", { name: "Sales", agentIds: [], takes: [{ page: "/contacts" }] })
    const ofTeam = await create({ applies: { teamId: team.id, siteId: "default" } })
    await create({ applies: { siteId: site.id } })
    expect(await policyOn(CONTACTS)).toBe(ofTeam.id)
    expect(await policyOn(PRICING)).toBe("default")
    const strangers = await create({ applies: { customer: false } })
    expect(await policyOn(PRICING)).toBe(strangers.id)
    expect(await policyOn(PRICING, true)).toBe("default")
    await ana.call("team.remove", { teamId: team.id })
    await forget()
  })

  test("a visitor is promised what their page's policy says, before they write", async () => {
    await create({ applies: { page: "/pricing" }, targets: { firstTouchMs: 30_000 } })
    await create({ applies: { page: "/contacts" }, targets: { nextReplyMs: 60_000 } })
    expect((await visitor(server, { page: PRICING })).started.promise.targetMs).toBe(30_000)
    expect((await visitor(server, { page: CONTACTS })).started.promise.targetMs).toBeNull()
    await forget()
  })

  test("without a target nothing runs for it, whatever the others are", async () => {
    await create({ applies: { page: "/contacts" }, targets: { resolutionMs: 3_600_000 } })
    const vera = await visitor(server, { page: CONTACTS })
    const { conversation } = await vera.say("Where are you?")
    await ana.say("In Kyiv", conversation.id)
    await vera.say("And the other shop?")
    const { timers } = (await ana.call("conversation.get", { conversationId: conversation.id })).conversation
    expect(timers.map(({ kind, state }) => [kind, state])).toEqual([["resolution", "running"]])
    await ana.call("conversation.resolve", { conversationId: conversation.id })
    await vera.say("One more thing, where do you ship?", conversation.id)
    const again = (await ana.call("conversation.get", { conversationId: conversation.id })).conversation
    expect(again.timers.map(({ kind, state }) => [kind, state])).toEqual([
      ["resolution", "met"],
      ["resolution", "running"],
    ])
    await forget()
  })

  test("saving says only what is to change, and every panel is told", async () => {
    const policy = await create({ applies: { page: "/pricing" }, questions: ["Which order is it about?"] })
    const bo = await newAgent(server, ana, "Bo")
    await ana.call("policy.save", { id: policy.id, targets: { firstTouchMs: 45_000 } })
    const told = await until("Bo to be told", () => bo.heard("settings").at(-1)?.policies)
    expect(told.find(({ id }) => id === policy.id)).toMatchObject({
      name: "Special",
      applies: { page: "/pricing" },
      targets: { firstTouchMs: 45_000 },
      questions: ["Which order is it about?"],
    })
    const refused = await bo.ask("policy.save", { id: policy.id, name: "Mine" })
    expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } })
    await forget()
  })

  test("the default policy stays, is for everybody, and a ladder ends with the truth", async () => {
    expect(await ana.ask("policy.remove", { policyId: "default" })).toMatchObject({ error: { code: "conflict" } })
    const forSome = await ana.ask("policy.save", { applies: { customer: true } })
    expect(forSome).toMatchObject({ error: { code: "invalid_input" } })
    const offer = { at: { share: 0 }, do: "offer" } as const
    const wrong = [
      [[offer], "must end with the step that tells the visitor"],
      [[offer, { at: { share: 0.5 }, do: "tell" }], "before the reply is due"],
      [[], "ladder"],
    ] as const
    for (const [ladder, why] of wrong) {
      const reply = await ana.ask("policy.save", { ladder: [...ladder] as never })
      expect(reply).toMatchObject({ error: { code: "invalid_input", message: expect.stringContaining(why) } })
    }
    expect(await ana.ask("policy.arrange", { policyIds: ["gone"] })).toMatchObject({ error: { code: "conflict" } })
  })
})
