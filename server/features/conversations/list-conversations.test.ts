import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, visitor } from "../../testing/people"

describe.each(DIALECTS)("lists of conversations on %s", (dialect) => {
  let server: TestServer
  let ana: Agent

  beforeAll(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
  })
  afterAll(() => server.stop())

  test("search finds what was said and who said it, whatever is typed (V71, V72)", async () => {
    const vera = await visitor(server)
    const { conversation } = await vera.say("Où est ma commande? Де моє замовлення?")
    await vera.call("contact.save", { name: "Вера Нахтігаль", email: "vera@nightingale.example" })
    const find = async (text: string) =>
      (await ana.call("conversation.list", { text })).conversations.map(({ id }) => id)
    for (const text of ["commande", "замовл", "нахтігаль", "vera@night", "commande est"]) {
      expect(await find(text), text).toContain(conversation.id)
    }
    for (const text of ['"', "'; drop table message; --", "(x OR", "*", "NEAR(", "\\", "a' b\\"]) {
      expect(await find(text), text).not.toContain(conversation.id)
    }
  })

  test("the page filter looks at the address alone, in any letters", async () => {
    const page = {
      url: "https://nightingale.example/Gift-Cards",
      title: "For a friend",
      referrer: "https://search.example/",
    }
    const vera = await visitor(server, { page })
    const { conversation } = await vera.say("Hello")
    const find = async (part: string) =>
      (await ana.call("conversation.list", { page: part })).conversations.map(({ id }) => id)
    for (const part of ["/gift-cards", "nightingale.example/Gift"])
      expect(await find(part), part).toContain(conversation.id)
    for (const part of ["title", "For a friend", "search.example", "gift_cards", "%"]) {
      expect(await find(part), part).not.toContain(conversation.id)
    }
  })

  test("lists go on where they ended, with no conversation twice", async () => {
    for (let each = 0; each < 5; each++) await (await visitor(server)).say(`Question ${each}`)
    const ids: string[] = []
    for (let before: string | null | undefined; before !== null; ) {
      const page = await ana.call("conversation.list", { limit: 2, ...(before !== undefined && { before }) })
      ids.push(...page.conversations.map(({ id }) => id))
      before = page.next
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(5)
  })
})
