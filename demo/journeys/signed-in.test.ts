import { SignJWT } from "jose"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { type Agent, agent } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

describe("customers whom the shop signed in, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let shop: Shop
  let ana: Agent
  let secret: string
  let signedInAs: string | null = null

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
    shop = await openShop({ chat: product.url, identity: () => signedInAs })
    ana = await agent(product)
    secret = (await ana.call("identity.make", { siteId: "default" })).secret ?? ""
  })
  afterAll(async () => {
    ana.hangUp()
    await browser.close()
    await shop.close()
    await product.remove()
  })

  /** What the shop's server signs for whoever is signed in there. */
  const sign = (id: string, name: string) =>
    new SignJWT({ name, email: `${name.toLowerCase()}@example.com` })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(id)
      .setAudience("default")
      .setExpirationTime("15 minutes")
      .sign(new TextEncoder().encode(secret))

  test("Vera finds her conversation in another browser and in one that kept nothing; whoever signs in after her, and whoever does not, sees none of it (V27, F39)", async () => {
    signedInAs = await sign("4711", "Vera")
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await vera.write("Where is my order?")
    await vera.shows(["Where is my order?"])

    const anaScreen = await agentScreen(browser, product.url)
    const [conversation] = (await ana.call("conversation.list", {})).conversations
    await anaScreen.page.goto(`${product.url}/panel/conversations/${conversation?.id}/person`)
    await anaScreen.page.locator(".person-signed-in").getByText("4711").waitFor()

    const phone = await visitorScreen(browser, `${shop.url}/contacts.html`)
    await phone.open()
    await phone.shows(["Where is my order?"])
    // Some browsers clear what a page keeps after a week.
    await phone.page.evaluate(() => localStorage.clear())
    await phone.page.reload()
    await phone.standsOpen()
    await phone.shows(["Where is my order?"])

    // Somebody else at the same computer: what the browser kept opens nothing.
    signedInAs = await sign("1", "Viktor")
    await vera.page.reload()
    await vera.standsOpen()
    await vera.page.getByText("Hello. What would you like to know?").waitFor()
    await vera.shows([])
    signedInAs = null
    await vera.page.reload()
    await vera.standsOpen()
    await vera.page.getByText("Hello. What would you like to know?").waitFor()
    await vera.shows([])
    expect([...vera.errors, ...phone.errors, ...anaScreen.errors]).toEqual([])
  })

  test("a sign-out wipes what the browser keeps, without a click on the chat", async () => {
    signedInAs = await sign("99", "Greta")
    const greta = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await greta.open()
    await greta.write("A question")
    await greta.shows(["A question"])
    await greta.page.locator("dialog textarea").fill("half a thought")
    const kept = () =>
      greta.page.evaluate(() => Object.entries(localStorage).filter(([, value]) => value !== "" && value !== null))
    expect(JSON.stringify(await kept())).toContain("half a thought")

    signedInAs = null
    await greta.page.goto(`${shop.url}/contacts.html`)
    await greta.page.waitForFunction(() => "FirstTouch" in window)
    await greta.page.evaluate("FirstTouch('signOut')")
    await greta.page.waitForFunction(() => Object.keys(localStorage).length === 0)
    expect(greta.errors).toEqual([])
  })
})
