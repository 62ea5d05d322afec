import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { agent, visitor } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { agentScreen, settled } from "./screens"

const PHONE = { width: 360, height: 640 }
const TWO_LINES_PX = 120

describe("the panel fits, whatever the language and the screen", () => {
  let browser: Browser
  let product: Product
  let signedIn: Awaited<ReturnType<Awaited<ReturnType<typeof agentScreen>>["context"]["storageState"]>>
  let conversationId: string
  let teamId: string

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    const vera = await visitor(product)
    conversationId = (await vera.say("Do you ship to Lviv?")).conversation.id
    await vera.call("contact.save", { name: "Vera" })
    vera.hangUp()
    teamId = await twoTeams()
    const ana = await agentScreen(browser, product.url)
    signedIn = await ana.context.storageState()
    await ana.context.close()
  })
  afterAll(async () => {
    await browser.close()
    await product.remove()
  })

  /** One that takes a lot, on a site with a long name, and one that nobody is in. Gives the id of the first. */
  async function twoTeams(): Promise<string> {
    const owner = await agent(product)
    const [site] = owner.started.sites
    if (!site) throw new Error("there is no site")
    await owner.call("identity.make", { siteId: site.id })
    const { look, allowedOrigins } = site
    const { site: press } = await owner.call("site.save", {
      name: "Nightingale Press International",
      look,
      allowedOrigins,
    })
    const takes = [{ siteId: press.id, page: "/a-path-that-is-much-longer-than-a-phone-is-wide/and-goes-on*" }, {}]
    const { team } = await owner.call("team.save", { name: "Refunds and returns", agentIds: [owner.agentId], takes })
    await owner.call("team.save", { name: "Nobody", agentIds: [], takes: [{ siteId: press.id }] })
    await owner.call("agent.save", { agentId: owner.agentId, capacity: 0 })
    owner.hangUp()
    return team.id
  }

  async function panel(place: string, look: { locale: string; viewport: typeof PHONE }): Promise<Page> {
    const context = await browser.newContext({ ...look, storageState: signedIn, reducedMotion: "reduce" })
    const page = await context.newPage()
    await page.goto(`${product.url}/panel/${place}`)
    await settled(page)
    return page
  }

  test.each(["en", "ru", "uk"])("who it is and what one can do take two lines on a phone (%s)", async (locale) => {
    const page = await panel(`conversations/${conversationId}`, { locale, viewport: PHONE })
    const head = page.locator(".conversation-head")
    await head.locator(".button").first().waitFor()
    expect((await head.boundingBox())?.height).toBeLessThan(TWO_LINES_PX)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width)
    await page.context().close()
  })

  test.each([320, 360, 1_024])("all lists of the inbox are in sight at %i pixels, in any language", async (width) => {
    for (const locale of ["en", "ru", "uk"]) {
      const page = await panel("", { locale, viewport: { width, height: 640 } })
      const tabs = page.locator(".tabs")
      await tabs.locator(".tab-count").first().waitFor()
      expect([locale, await tabs.evaluate((line) => line.scrollWidth - line.clientWidth)]).toEqual([locale, 0])
      expect((await tabs.getByRole("link").last().boundingBox())?.width).toBeGreaterThan(24)
      await page.context().close()
    }
  })

  test("a list without words in sight is still called what it is", async () => {
    const page = await panel("", { locale: "en-GB", viewport: { width: 320, height: 640 } })
    await page.getByRole("link", { name: "Resolved", exact: true }).click()
    await page.waitForURL("**/panel/resolved")
    await page.context().close()
  })

  test.each([
    "policies",
    "policies/new",
    "policies/default/targets",
    "policies/default/ladder",
    "policies/default/missed",
    "teams",
    "teams/new",
    "teams/TEAM",
    "simulator",
    "people",
    "audit",
  ])("nothing of %s is wider than a phone, in any language", async (section) => {
    for (const locale of ["en", "ru", "uk"]) {
      const page = await panel(`settings/${section.replace("TEAM", teamId)}`, { locale, viewport: PHONE })
      expect(await page.evaluate(() => document.querySelector("main")?.scrollWidth)).toBe(PHONE.width)
      await page.context().close()
    }
  })

  test.each([PHONE, { width: 1_280, height: 600 }])(
    "what is said at the edge covers no button that saves ($width pixels)",
    async (viewport) => {
      const page = await panel("settings/policies/default/hours", { locale: "en-GB", viewport })
      await page.getByText("In these hours").click()
      await page.getByLabel("Monday, from").fill("08:00")
      await page.getByRole("button", { name: "Tuesday to Friday like Monday" }).click()
      await page.locator(".toast").waitFor()
      const save = page.getByRole("button", { name: "Save" })
      const whatIsThere = () =>
        save.evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect()
          return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("button, .toast")?.textContent
        })
      expect(await whatIsThere()).toBe("Save")
      await page.getByRole("main").evaluate((main) => main.scrollTo(0, main.scrollHeight))
      await save.click({ trial: true })
      expect(await whatIsThere()).toBe("Save")
      await page.context().close()
    },
  )

  test("the wall stands in one column on a phone, no part over another, in any language", async () => {
    for (const locale of ["en", "ru", "uk"]) {
      const page = await panel("wall", { locale, viewport: PHONE })
      expect(await page.evaluate(() => document.querySelector("main")?.scrollWidth)).toBe(PHONE.width)
      const tops = await page
        .locator(".wall-part")
        .evaluateAll((parts) =>
          parts.map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
        )
      for (const [index, { top }] of tops.entries()) {
        expect(top).toBeGreaterThanOrEqual(tops[index - 1]?.bottom ?? 0)
      }
      await page.context().close()
    }
  })

  test.each([
    { width: 1_280, height: 720 },
    { width: 1_920, height: 1_080 },
  ])("across the room nothing of the wall scrolls at $width pixels", async (viewport) => {
    const page = await panel("wall/screen", { locale: "en-GB", viewport })
    const scrolls = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll(".wall, .wall-part, .wall-today")]
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
        .map(({ className }) => className),
    )
    expect(scrolls).toEqual([])
    await page.context().close()
  })

  test.each([
    "sites",
    "policies",
    "policies/default/targets",
    "policies/default/ladder",
    "policies/default/hours",
    "teams",
    "simulator",
    "people",
    "keys",
    "audit",
    "profile",
  ])("only what is in %s scrolls, not the page under it", async (section) => {
    const viewport = { width: 1_280, height: 600 }
    const page = await panel(`settings/${section}`, { locale: "en-GB", viewport })
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(viewport.height)
    await page.context().close()
  })
})
