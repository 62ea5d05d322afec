import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { chromiumLaunchOptions } from "../../server/testing/chromium"
import { createFaultLine, type FaultLine } from "../../server/testing/fault-line"
import { pdf, png, upload } from "../../server/testing/files"
import { type Agent, agent } from "../../server/testing/people"
import { type Product, startProduct } from "../../server/testing/product"
import { until } from "../../server/testing/until"
import { agentScreen, visitorScreen } from "./screens"
import { openShop, type Shop } from "./shop"

/** A page that allows no picture but its own. */
const strictly = (chat: string) =>
  `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-NONCE' ${chat}; connect-src ${chat} ${chat.replace("http", "ws")}`

describe("files, in a real browser against the built product", () => {
  let browser: Browser
  let product: Product
  let line: FaultLine
  let shop: Shop
  let ana: Agent

  beforeAll(async () => {
    browser = await chromium.launch(await chromiumLaunchOptions())
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    product = await startProduct()
    line = await createFaultLine(product.port)
    shop = await openShop({ chat: line.url, policy: strictly(line.url) })
    ana = await agent(product)
  })
  afterEach(async () => {
    ana.hangUp()
    for (const context of browser.contexts()) await context.close()
    await shop.close()
    await line.close()
    await product.remove()
  })

  async function openChat() {
    const vera = await visitorScreen(browser, `${shop.url}/pricing.html`)
    await vera.open()
    await vera.page.locator("dialog .clip").waitFor()
    return vera
  }

  /** Puts a file on the clipboard and pastes it, as a screenshot is. */
  const paste = (page: Page, field: string, name: string, content: Buffer) =>
    page.locator(field).evaluate(
      (target, { name, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        const clipboardData = new DataTransfer()
        clipboardData.items.add(new File([bytes], name, { type: "image/png" }))
        target.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }),
        )
      },
      { name, base64: content.toString("base64") },
    )

  /** The colour in the middle of a picture that is drawn. */
  const middleOf = (page: Page) =>
    page.locator("dialog .picture canvas").evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return ""
      return [...(canvas.getContext("2d")?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [])].join()
    })

  test("Vera pastes a picture, Ana sees and opens it, and sends a PDF back (V11)", async () => {
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await openChat()
    await paste(vera.page, "dialog textarea", "torn.png", png(400, 300))
    await vera.page.locator("dialog .tray bdi", { hasText: "torn.png" }).waitFor()
    await until("it to be there", async () => (await vera.page.locator("dialog .tray progress").count()) === 0)
    await vera.write("This page is torn")
    await vera.shows(["This page is torn"])
    await until("the picture to be drawn", async () => (await middleOf(vera.page)) === "47,93,80,255")
    expect(await vera.page.locator("dialog .picture canvas").boundingBox()).toMatchObject({ width: 220, height: 165 })

    await anaScreen.openFirst()
    await anaScreen.shows(["This page is torn"])
    const thumbnail = anaScreen.page.locator(".said .picture img")
    await until("Ana to see it", () =>
      thumbnail.evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth === 400),
    )
    await anaScreen.page.getByRole("button", { name: "Show torn.png" }).click()
    await anaScreen.page.getByRole("dialog").getByRole("img", { name: "torn.png" }).waitFor()
    await anaScreen.page.keyboard.press("Escape")

    await anaScreen.page.locator('.composer input[type="file"]').setInputFiles({
      name: "рахунок.pdf",
      mimeType: "application/pdf",
      buffer: pdf("Invoice"),
    })
    await until("it to be there", async () => (await anaScreen.page.locator(".files-to-send progress").count()) === 0)
    await anaScreen.page.getByRole("button", { name: "Send reply" }).click()
    const chip = vera.page.locator("dialog .chip", { hasText: "рахунок.pdf" })
    await chip.waitFor()
    const [download] = await Promise.all([vera.page.waitForEvent("download"), chip.click()])
    expect(download.suggestedFilename()).toBe("рахунок.pdf")
    expect(await readFile(await download.path())).toEqual(pdf("Invoice"))

    await vera.page.reload()
    await vera.standsOpen()
    await until("the picture to be drawn again", async () => (await middleOf(vera.page)) === "47,93,80,255")
    expect([vera.errors, anaScreen.errors]).toEqual([[], []])
  })

  test("a file that is cut on its way goes on by itself, and words do not wait for it (F37)", async () => {
    const anaScreen = await agentScreen(browser, product.url)
    const vera = await openChat()
    const large = Buffer.concat([png(60, 40), randomBytes(3_000_000)])
    line.hold({ bytesPerSecond: 2_000_000 })
    const isCut = line.cutAfter(2_700_000, "up")
    await vera.page
      .locator('dialog input[type="file"]')
      .setInputFiles({ name: "large.png", mimeType: "image/png", buffer: large })
    await vera.write("I am sending you a picture")
    await anaScreen.openFirst()
    await anaScreen.shows(["I am sending you a picture"])
    expect(await anaScreen.page.locator(".said .picture").count()).toBe(0)
    await isCut
    line.mend()
    await anaScreen.page.locator(".said .picture").waitFor()
    await vera.page.locator("dialog .picture").waitFor()
    expect(await vera.page.locator("dialog .tray li").count()).toBe(0)
    const { conversations } = await ana.call("conversation.list", {})
    const { events } = await ana.call("events.list", { conversationId: conversations[0]?.id ?? "" })
    const sent = events.flatMap((event) => (event.type === "message.posted" ? event.message.attachments : []))
    expect(sent).toMatchObject([{ name: "large.png", size: large.length, width: 60, height: 40 }])
  })

  test("a page, a picture that runs and a script are nothing but files where somebody opens them (V08, V09)", async () => {
    const { page, errors } = await agentScreen(browser, product.url)
    const fired: string[] = []
    page.on("dialog", (dialog) => {
      fired.push(dialog.message())
      void dialog.dismiss()
    })
    const shows = { Cookie: ana.cookie }
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
    for (const [name, content] of [
      ["page.html", "<!doctype html><script>alert(1)</script>"],
      ["cat.svg", svg],
      ["fun.js", "alert(1)"],
      ["cat.gif", "GIF89a/*\u0001\u0000*/=alert(1);"],
    ] as const) {
      const { id } = await upload(product, shows, name, Buffer.from(content))
      const address = `${product.url}/files/${id}`
      const [download] = await Promise.all([page.waitForEvent("download"), page.goto(address).catch(() => null)])
      expect(download.suggestedFilename()).not.toMatch(/\.(html|svg|js)$/)
      // Where the panel's policy would not even let it be asked for.
      await page.goto(`${product.url}/demo/`)
      const loaded = await page.evaluate(
        (src) =>
          new Promise<string>((tried) => {
            const script = document.createElement("script")
            script.src = src
            script.onload = () => tried("ran")
            script.onerror = () => tried("refused")
            document.body.append(script)
          }),
        address,
      )
      expect([name, loaded]).toEqual([name, "refused"])
    }
    expect(fired).toEqual([])
    expect(errors.filter((error) => !error.startsWith("Refused to execute script"))).toEqual([])
  })
})
