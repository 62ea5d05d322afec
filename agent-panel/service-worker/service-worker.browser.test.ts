import { type Browser, type CDPSession, chromium, type Worker } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type AgentScreen, agentScreen } from "../../demo/journeys/screens"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { visitor } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"

describe("the panel as an app, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let ana: AgentScreen
  let devtools: CDPSession
  let registrationId: Promise<string>

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
    product = await startProduct()
  })
  afterAll(async () => {
    await browser.close()
    await product.remove()
  })
  beforeEach(async () => {
    ana = await agentScreen(browser, product.url)
    await ana.context.grantPermissions(["notifications"], { origin: product.url })
    devtools = await ana.context.newCDPSession(ana.page)
    registrationId = new Promise((found) => {
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [registration] }) => {
        if (registration) found(registration.registrationId)
      })
    })
    await devtools.send("ServiceWorker.enable")
  })
  afterEach(async () => {
    expect(ana.errors).toEqual([])
    await ana.context.close()
  })

  /** The running worker, with a drawer for its notifications where the browser has none: a headless shell shows nothing. */
  async function worker(): Promise<Worker> {
    const running = await until("the worker to run", () => ana.context.serviceWorkers()[0])
    await until("it to be in charge", () => running.evaluate("self.registration.active?.state === 'activated'"))
    await running.evaluate(`if (Notification.permission !== "granted") {
      const drawer = new Map()
      self.registration.showNotification = async (title, options) => void drawer.set(options.tag, { title, ...options })
      self.registration.getNotifications = async ({ tag } = {}) =>
        tag === undefined ? [...drawer.values()] : drawer.has(tag) ? [drawer.get(tag)] : []
    }`)
    return running
  }

  /** Leaves the panel; a browser tells its workers so a moment later. */
  async function closePanel(running: Worker): Promise<void> {
    await ana.page.goto("about:blank")
    const open = "self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(({ length }) => length)"
    await until("the worker to know of no panel", async () => (await running.evaluate(open)) === 0)
  }

  const shown = async (running: Worker): Promise<{ title: string; body: string; tag: string }[]> =>
    running.evaluate(
      "self.registration.getNotifications().then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))",
    )

  /** As a push service would hand it over. `subscribe` itself needs one, which nothing here may reach. */
  async function push(alert: object): Promise<void> {
    const data = JSON.stringify(alert)
    await devtools.send("ServiceWorker.deliverPushMessage", {
      origin: product.url,
      registrationId: await registrationId,
      data,
    })
  }

  /** Clicks a notification as far as a program can: only a person's own click may raise a window, so that part is recorded. */
  function click(running: Worker, conversationId: string): Promise<string[]> {
    return running.evaluate(`(async () => {
      const opened = []
      self.clients.openWindow = async (address) => void opened.push(address)
      WindowClient.prototype.focus = async function () { opened.push("focus") }
      let done
      const notification = { close() {}, data: { conversationId: ${JSON.stringify(conversationId)}, toldAt: 0 } }
      const event = Object.assign(new Event("notificationclick"), { notification, waitUntil(work) { done = work } })
      self.dispatchEvent(event)
      await done
      return opened
    })()`)
  }

  const alert = (conversationId: string) => ({
    conversationId,
    title: "Vera is waiting for you",
    body: "25 seconds left\nDo you ship to Lviv?",
    locale: "en",
  })

  test("it may be installed, by its manifest and icons", async () => {
    const { url, errors } = await devtools.send("Page.getAppManifest")
    expect([url, errors]).toEqual([`${product.url}/panel/manifest.webmanifest`, []])
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors")
    // Each test has a context of its own, which for a browser is a private window.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([])
    const manifest: { icons: { src: string; sizes: string; type: string }[] } = await (await fetch(url)).json()
    for (const { src, type } of manifest.icons) {
      const icon = await fetch(new URL(src, url))
      expect([src, icon.status, icon.headers.get("content-type")]).toEqual([src, 200, type])
    }
  })

  test("where the browser offers to install it, the menu does too", async () => {
    await ana.page.evaluate(`dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
      prompt: async () => { document.documentElement.dataset.prompted = "yes" },
    }))`)
    await ana.page.getByRole("button", { name: /^You: Ana|Ana$/ }).click()
    await ana.page.getByRole("menuitem", { name: "Install as an app" }).click()
    await ana.page.locator("html[data-prompted=yes]").waitFor({ state: "attached" })
  })

  test("its worker runs under the panel's policy and is asked for anew each time", async () => {
    await worker()
    const answer = await fetch(`${product.url}/panel/sw.js`)
    expect(answer.headers.get("content-type")).toContain("javascript")
    expect(answer.headers.get("cache-control")).toBe("no-cache")
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'")
    expect(await ana.page.evaluate("caches.keys()")).toEqual([])
  })

  test("an alert of a closed panel is shown, and a later one of the same conversation takes its place", async () => {
    const running = await worker()
    await closePanel(running)
    await push(alert("vera"))
    await until("the notification", async () => (await shown(running)).length === 1)
    await push({ ...alert("vera"), title: "Nobody answers: Vera is waiting" })
    await push(alert("viktor"))
    await until("all of them", async () => (await shown(running)).length === 2)
    expect((await shown(running)).map(({ title, body, tag }) => [tag, title, body]).sort()).toEqual([
      ["vera", "Nobody answers: Vera is waiting", "25 seconds left\nDo you ship to Lviv?"],
      ["viktor", "Vera is waiting for you", "25 seconds left\nDo you ship to Lviv?"],
    ])
  })

  test("nothing is shown beside a panel that somebody looks at, which is told instead", async () => {
    const running = await worker()
    await ana.page.evaluate(`navigator.serviceWorker.addEventListener("message", ({ data }) => {
      document.documentElement.dataset.told = data.alert.title
    })`)
    await ana.page.bringToFront()
    await push(alert("vera"))
    await ana.page.locator("html[data-told='Vera is waiting for you']").waitFor({ state: "attached" })
    expect(await shown(running)).toEqual([])
  })

  test("a click opens the conversation in the panel that is there, or a panel where there is none", async () => {
    const vera = await visitor(product)
    const { conversation } = await vera.say("Do you ship to Lviv?")
    const running = await worker()
    expect(await click(running, conversation.id)).toEqual(["focus"])
    await ana.page.locator(".said").first().waitFor()
    expect(new URL(ana.page.url()).pathname).toBe(`/panel/conversations/${conversation.id}`)
    await closePanel(running)
    expect(await click(running, conversation.id)).toEqual([`/panel/conversations/${conversation.id}`])
    vera.hangUp()
  })

  test("without a network an address of the panel is the browser's own page, not a copy of ours", async () => {
    await worker()
    await ana.context.setOffline(true)
    await expect(ana.page.goto(`${product.url}/panel/mine`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
  })
})
