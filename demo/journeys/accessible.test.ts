import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { pdf, png, type Shows, token, upload } from "../../server/testing/files"
import { type Agent, agent, type Somebody, visitor } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { agentScreen, settled, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js")
const NOT_TAKEN = { name: "setup.exe", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1]) }
const SCHEMES = ["light", "dark"] as const
const LOOKS = [360, 1440].map((width) => ({ viewport: { width, height: 800 }, reducedMotion: "reduce" as const }))

describe.each(LOOKS)("axe at $viewport.width pixels, light and dark", (look) => {
  let browser: Browser
  let product: Product
  let shop: Shop
  let ana: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    shop = await openShop({ chat: product.url })
    ana = await agent(product)
  })
  afterAll(async () => {
    ana.hangUp()
    await browser.close()
    await shop.close()
    await product.remove()
  })

  /** What axe finds in the light and in the dark, each with where; `within` narrows it to our part of somebody else's page. */
  async function findings(page: Page, within?: string): Promise<string[]> {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await readFile(AXE, "utf8"))
    const found: string[] = []
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      const violations = await page.evaluate(async (selector) => {
        const { axe } = window as unknown as { axe: typeof import("axe-core") }
        return (await axe.run(selector ?? document, { resultTypes: ["violations"] })).violations
      }, within)
      for (const { id, nodes } of violations) {
        for (const { target, failureSummary } of nodes) {
          found.push(`${colorScheme}: ${id}: ${target.join(" ")}: ${failureSummary}`)
        }
      }
    }
    return found
  }

  async function sayWithFiles(who: Somebody, shows: Shows, body: string, conversationId?: string) {
    const files = [
      await upload(product, shows, "cover.png", png(300, 200)),
      await upload(product, shows, "a.pdf", pdf("a")),
    ]
    const attachmentIds = files.map(({ id }) => id)
    return who.call("message.send", {
      id: randomUUID(),
      body,
      attachmentIds,
      ...(conversationId && { conversationId }),
    })
  }

  test("a finding is noticed", async () => {
    const page = await browser.newPage()
    const pale = "<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>Pale in the dark</p>"
    await page.setContent(`<html lang=en><title>x</title><main><h1>x</h1><button></button>${pale}</main></html>`)
    expect(await findings(page)).toEqual(
      ["light: button-name", "dark: button-name", "dark: color-contrast"].map((finding) =>
        expect.stringContaining(finding),
      ),
    )
    await page.close()
  })

  test("finds nothing in the widget, closed, open and in a conversation", async () => {
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`, look)
    const widget = await vera.page.evaluate(() => {
      const host = [...document.documentElement.querySelectorAll("*")].find((element) => element.shadowRoot)
      return host?.tagName.toLowerCase()
    })
    expect(await findings(vera.page, widget)).toEqual([])
    await vera.open()
    await vera.page.locator("dialog textarea").waitFor()
    expect(await findings(vera.page, widget)).toEqual([])
    await vera.write("Is the yearly membership cheaper? See https://nightingale.example/pricing")
    await vera.shows(["Is the yearly membership cheaper? See https://nightingale.example/pricing"])
    const { conversations } = await ana.call("conversation.list", {})
    await sayWithFiles(ana, { Cookie: ana.cookie }, "Yes, by a fifth.", conversations[0]?.id)
    await vera.page.locator("dialog .picture").waitFor()
    await vera.page.locator('dialog input[type="file"]').setInputFiles(NOT_TAKEN)
    await vera.page.locator("dialog .tray .wrong").waitFor()
    expect(await findings(vera.page, widget)).toEqual([])
    await vera.context.close()
  })

  test("finds nothing in the widget where an answer is late", async () => {
    const { policies } = await ana.call("policy.list", {})
    const usual = policies.find(({ id }) => id === "default")
    await ana.call("policy.save", { targets: { firstTouchMs: 1 }, questions: ["Which book is it about?"] })
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`, look)
    await vera.open()
    await vera.write("Do you ship to Lviv?")
    await vera.page.getByLabel("Which book is it about?").waitFor()
    expect(await findings(vera.page, "first-touch")).toEqual([])
    await vera.context.close()
    await ana.call("policy.save", { targets: usual?.targets, questions: [] })
  })

  test("finds nothing in the panel: signing in, the inbox, a conversation, settings, the wall", async () => {
    const vera = await visitor(product)
    const { conversation } = await sayWithFiles(vera, token(vera), "Do you ship to Lviv?")
    const context = await browser.newContext(look)
    const page = await context.newPage()
    await page.goto(`${product.url}/panel/`)
    await page.getByLabel("E-mail").waitFor()
    expect(await findings(page)).toEqual([])
    await context.close()

    const { policy: pricing } = await ana.call("policy.create", {
      name: "Pricing",
      applies: { page: "/pricing*", customer: false },
      targets: { firstTouchMs: 60_000 },
    })
    const { team: sales } = await ana.call("team.save", {
      name: "Sales",
      agentIds: [ana.agentId],
      takes: [{ page: "/pricing*" }, {}],
    })
    await ana.call("team.save", { name: "Poets", agentIds: [], takes: [] })
    await ana.call("identity.make", { siteId: "default" })
    const screen = await agentScreen(browser, product.url, undefined, look)
    await screen.page.locator(".row").first().waitFor()
    expect(await findings(screen.page)).toEqual([])
    for (const place of [
      `conversations/${conversation.id}`,
      "settings/sites",
      "settings/policies",
      "settings/policies/new",
      "settings/policies/default/targets",
      "settings/policies/default/ladder",
      "settings/policies/default/hours",
      "settings/policies/default/missed",
      `settings/policies/${pricing.id}/whom`,
      "settings/teams",
      "settings/teams/new",
      `settings/teams/${sales.id}`,
      "settings/simulator",
      "settings/people",
      "settings/keys",
      "settings/audit",
      "settings/profile",
      "wall",
      "wall/screen",
    ]) {
      await screen.page.goto(`${product.url}/panel/${place}`)
      await settled(screen.page)
      for (const folded of await screen.page.locator(".identity-how summary").all()) await folded.click()
      expect([place, await findings(screen.page)]).toEqual([place, []])
    }
    await screen.page.goto(`${product.url}/panel/settings/people`)
    await screen.page.locator(".capacity").first().click()
    await screen.page.getByRole("dialog").waitFor()
    expect(await findings(screen.page)).toEqual([])
    for (const { id } of (await ana.call("team.list", {})).teams) await ana.call("team.remove", { teamId: id })
    vera.hangUp()
    await screen.context.close()
  })

  test("finds nothing where a step of the ladder is chosen, the one that stays or one that is wrong", async () => {
    const { page, context } = await agentScreen(browser, product.url, undefined, look)
    await page.goto(`${product.url}/panel/settings/policies/default/ladder`)
    await page.getByRole("group", { name: "The steps on a line of time" }).getByRole("button").click()
    await page.getByText("This step stays where it is").waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole("slider").nth(1).click()
    await page.getByLabel("% of the target").fill("2000")
    await page.getByText("From 0 to 1000 %.").waitFor()
    expect(await findings(page)).toEqual([])
    await context.close()
  })

  test("finds nothing where somebody is offered, taken, promised a time and put aside", async () => {
    const screen = await agentScreen(browser, product.url, undefined, look)
    const { page } = screen
    const seen = async (what: string) => {
      await page.locator(what).first().waitFor()
      expect([what, await findings(page)]).toEqual([what, []])
    }
    const vera = await visitor(product)
    const { conversation } = await vera.say("Do you ship to Lviv?")
    await seen(".offer-bar")
    await page.goto(`${product.url}/panel/conversations/${conversation.id}`)
    await page.locator(".offer-bar").getByRole("button", { name: "Accept" }).waitFor()
    await ana.call("conversation.accept", { conversationId: conversation.id })
    await page.locator(".ladder summary").click()
    await seen(".ladder[open]")
    await page.locator("h1").last().focus()
    await page.keyboard.press("p")
    await seen(".when")
    await page.keyboard.press("Enter")
    await seen(".promised")
    await page.keyboard.press("z")
    await seen(".when")
    await page.keyboard.press("Enter")
    await page.goto(`${product.url}/panel/snoozed`)
    await seen(".row-snoozed")
    vera.hangUp()
    await screen.context.close()
  })
})
