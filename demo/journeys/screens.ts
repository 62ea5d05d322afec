import type { Browser, BrowserContext, Page } from "playwright-core"
import { ANA } from "../../server/testing/kit"
import { until } from "../../server/testing/until"

/** What a person's browser noticed, errors and requests to a third party: none may be left at the end of a journey. */
type Watched = { page: Page; context: BrowserContext; errors: string[] }

async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0],
): Promise<Watched> {
  return openTab(await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options }), url)
}

async function openTab(context: BrowserContext, url: string): Promise<Watched> {
  const page = await context.newPage()
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(error.message))
  page.on("console", (message) => {
    const isOurs =
      message.type() === "error" && !/net::ERR|WebSocket connection|Failed to load resource/.test(message.text())
    if (isOurs) errors.push(message.text())
  })
  const asks = (asked: { url(): string }) => {
    if (isThirdParty(asked.url())) errors.push(`asked a third party: ${asked.url()}`)
  }
  page.on("request", asks)
  page.on("websocket", asks)
  await page.goto(url)
  return { page, context, errors }
}

/** The shop and the chat are on this machine; whatever is elsewhere is nobody's whom the visitor or the agent came to see. */
function isThirdParty(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return /^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && hostname !== "localhost"
}

/** Waits until a place of the panel has come, with what it asked for and the letters it is written in. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).last().waitFor()
  const toCome = page.locator('[aria-busy="true"], .settings-loading')
  await until("the place to have come", async () => (await toCome.count()) === 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

export type VisitorScreen = Watched & {
  /** Opens the chat as people do: one click on the launcher. */
  open(): Promise<void>
  /** Waits until it stands open again by itself, as on each page after the one where they opened it. */
  standsOpen(): Promise<void>
  write(text: string): Promise<void>
  /** What stands in the bubbles, from top to bottom. */
  bubbles(): Promise<string[]>
  /** Waits until exactly these stand in the bubbles and nothing is on its way. */
  shows(texts: string[]): Promise<void>
}

export async function visitorScreen(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<VisitorScreen> {
  return visitorIn(await openPage(browser, url, { viewport: { width: 1280, height: 800 }, ...options }))
}

/** One more tab of the same visitor, in the same browser. */
export async function visitorTab({ context }: { context: BrowserContext }, url: string): Promise<VisitorScreen> {
  return visitorIn(await openTab(context, url))
}

function visitorIn(watched: Watched): VisitorScreen {
  const { page } = watched
  const bubbles = () => page.locator("dialog .bubble").allInnerTexts()
  return {
    ...watched,
    open: () => page.getByRole("button", { name: /chat/i }).first().click(),
    standsOpen: () => page.locator("dialog[open]").waitFor(),
    async write(text) {
      const field = page.locator("dialog textarea")
      await field.fill(text)
      await field.press("Enter")
    },
    bubbles,
    async shows(texts) {
      await until(
        `the visitor to see ${JSON.stringify(texts)}`,
        async () => same(await bubbles(), texts) && (await page.locator("dialog .bubble.pending").count()) === 0,
        PATIENCE_MS,
      ).catch(async (error) => {
        throw new Error(`${error.message}; they see ${JSON.stringify(await bubbles())}`)
      })
    },
  }
}

export type AgentScreen = Watched & {
  /** The rows of the inbox, from top to bottom, as their text. */
  rows(): Promise<string[]>
  /** Opens the first conversation of the inbox with the keyboard. */
  openFirst(): Promise<void>
  reply(text: string): Promise<void>
  said(): Promise<string[]>
  shows(texts: string[]): Promise<void>
}

/** Slow machines and reconnects included. */
const PATIENCE_MS = 15_000

export async function agentScreen(
  browser: Browser,
  url: string,
  who: { email: string; password: string } = ANA,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<AgentScreen> {
  const watched = await openPage(browser, `${url}/panel/`, { viewport: { width: 1440, height: 900 }, ...options })
  const { page } = watched
  await page.getByLabel("E-mail").fill(who.email)
  await page.getByLabel("Password", { exact: true }).fill(who.password)
  await page.keyboard.press("Enter")
  await page
    .getByRole("link", { name: /Waiting/ })
    .first()
    .waitFor()
  const said = () => page.locator(".said .said-body").allInnerTexts()
  return {
    ...watched,
    rows: () => page.locator(".row").allInnerTexts(),
    async openFirst() {
      await page.locator(".row").first().waitFor()
      await page.keyboard.press("j")
      await page.keyboard.press("Enter")
      await page.locator(".said").first().waitFor()
    },
    async reply(text) {
      await page.keyboard.press("r")
      await page.locator(".composer textarea").fill(text)
      await page.keyboard.press("Enter")
    },
    said,
    async shows(texts) {
      await until(
        `the agent to see ${JSON.stringify(texts)}`,
        async () => same(await said(), texts) && (await page.locator('.said[data-pending="true"]').count()) === 0,
        PATIENCE_MS,
      ).catch(async (error) => {
        throw new Error(`${error.message}; they see ${JSON.stringify(await said())}`)
      })
    },
  }
}

const same = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other)
