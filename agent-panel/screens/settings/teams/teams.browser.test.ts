import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { agentScreen } from "../../../../demo/journeys/screens"
import { chromiumLaunchOptions } from "../../../../server/testing/chromium"
import { type Agent, agent, newAgent, until, visitor } from "../../../../server/testing/people"
import { type Product, startProduct } from "../../../../server/testing/product"

describe("teams, as an owner sets them", () => {
  let browser: Browser
  let product: Product
  let ana: Agent
  let bo: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    ana = await agent(product)
    bo = await newAgent(product, ana, "Bo")
  })
  afterAll(async () => {
    ana.hangUp()
    bo.hangUp()
    await browser.close()
    await product.remove()
  })

  const teamNames = async () => (await ana.call("team.list", {})).teams.map(({ name }) => name)
  const summaryOf = async (conversationId: string) =>
    (await ana.call("conversation.get", { conversationId })).conversation

  /** Somebody asks on a page; gives the name of the team that has it, and the conversation. */
  async function askOn(path: string) {
    const vera = await visitor(product, { page: { url: `https://nightingale.example${path}`, title: "A page" } })
    const { conversation } = await vera.say("Is the yearly membership cheaper?")
    const { teamId } = await summaryOf(conversation.id)
    const { teams } = await ana.call("team.list", {})
    vera.hangUp()
    return { id: conversation.id, team: teams.find(({ id }) => id === teamId)?.name ?? null }
  }

  async function openSettings(section: string) {
    const screen = await agentScreen(browser, product.url)
    await screen.page.goto(`${product.url}/panel/settings/${section}`)
    await screen.page.getByRole("heading", { level: 1 }).waitFor()
    return screen
  }

  async function makeTeam(page: Page, { name, member, pattern }: { name: string; member: string; pattern: string }) {
    await page.getByRole("button", { name: "New team" }).click()
    await page.getByLabel("Name").fill(name)
    await page.getByRole("checkbox", { name: member }).check()
    await page.getByRole("button", { name: "Add a rule" }).click()
    await page.keyboard.type(pattern)
    await page.getByRole("button", { name: "Make the team" }).click()
    await page.getByText(`“${name}” is there.`).waitFor()
  }

  test("a team that is made with a rule gets what begins on its pages, and the order decides between two", async () => {
    const { page, context, errors } = await openSettings("teams")
    await page.getByText("Everybody has everything").waitFor()
    await makeTeam(page, { name: "Sales", member: "Bo", pattern: "/pricing*" })
    expect((await askOn("/pricing/yearly")).team).toBe("Sales")
    expect((await askOn("/contacts")).team).toBeNull()

    await makeTeam(page, { name: "Whole shop", member: "Ana", pattern: "/*" })
    await page.getByLabel("Try it with an address").fill("https://nightingale.example/pricing/yearly")
    await page.getByText("“Sales” gets it.").waitFor()
    expect((await askOn("/pricing/yearly")).team).toBe("Sales")

    await page.getByRole("button", { name: "Try Whole shop earlier" }).focus()
    await page.keyboard.press("Enter")
    await page.getByText("“Whole shop” gets it.").waitFor()
    await until("the order to be kept", async () => (await teamNames()).join() === "Whole shop,Sales")
    expect((await askOn("/pricing/yearly")).team).toBe("Whole shop")

    await drag(page, "Sales", "Whole shop")
    await until("what was dragged to be kept", async () => (await teamNames()).join() === "Sales,Whole shop")
    expect((await askOn("/pricing/yearly")).team).toBe("Sales")

    await page.getByRole("link", { name: "Sales" }).click()
    await page.getByRole("button", { name: "Remove", exact: true }).click()
    await page.getByText(/^The \d conversations that it has open go to everybody\.$/).waitFor()
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click()
    await page.getByText("“Sales” is removed.").waitFor()
    expect(await teamNames()).toEqual(["Whole shop"])
    expect((await askOn("/pricing/yearly")).team).toBe("Whole shop")
    expect(errors).toEqual([])
    await context.close()
  })

  test("somebody with none at once is asked nothing, and with one more they are asked at once", async () => {
    for (const { id } of (await ana.call("team.list", {})).teams) await ana.call("team.remove", { teamId: id })
    await ana.call("team.save", { name: "Poems", agentIds: [bo.agentId], takes: [{ page: "/poems*" }] })
    const { page, context, errors } = await openSettings("people")
    await setAtOnce(page, "Bo", "0")
    await page.getByText("Bo is asked nothing from now on.").waitFor()
    const first = await askOn("/poems/new")
    expect(first.team).toBe("Poems")
    expect((await summaryOf(first.id)).offer).toBeNull()

    const { load } = await loadOf(bo)
    await setAtOnce(page, "Bo", String(load + 1))
    await until("Bo to be asked", async () => (await summaryOf(first.id)).offer?.agentId === bo.agentId)
    const second = await askOn("/poems/new")
    expect((await summaryOf(second.id)).offer).toBeNull()
    expect(errors).toEqual([])
    await context.close()
  })

  /** How many Bo has or is asked to take, as the server counts against capacity. */
  async function loadOf({ agentId }: Agent) {
    const { conversations } = await ana.call("agent.start", {})
    return {
      load: conversations.filter(({ assigneeId, offer }) => [assigneeId, offer?.agentId].includes(agentId)).length,
    }
  }
})

async function setAtOnce(page: Page, name: string, count: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${name}: `) }).click()
  await page.getByLabel("Conversations at once").fill(count)
  await page.keyboard.press("Enter")
  await page.getByRole("dialog").waitFor({ state: "detached" })
}

/** Carries one team's row by its grip onto another's. */
async function drag(page: Page, name: string, onto: string): Promise<void> {
  const middleOf = async (team: string) => {
    const grip = page.locator(".ordered [data-row]", { hasText: team }).locator(".grip")
    const box = await grip.boundingBox()
    if (!box) throw new Error(`${team} has no grip`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const from = await middleOf(name)
  const to = await middleOf(onto)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y - 4, { steps: 4 })
  await page.mouse.up()
}
