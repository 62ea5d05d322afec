import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { linkify, safeHref, unreadHost } from "./links"

describe("links", () => {
  test("addresses are found with what belongs to them and no more", () => {
    const hrefs = (text: string) => linkify(text).flatMap(({ href }) => href ?? [])
    expect(hrefs("See https://nightingale.example/plans?y=1#top, or www.nightingale.example.")).toEqual([
      "https://nightingale.example/plans?y=1#top",
      "https://www.nightingale.example/",
    ])
    expect(hrefs("(mailto:ana@nightingale.example) tel:+380441234567!")).toEqual([
      "mailto:ana@nightingale.example",
      "tel:+380441234567",
    ])
    expect(hrefs("https:// www. http://")).toEqual([])
  })

  test("no address that could run something is ever a link (V04)", () => {
    for (const address of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "blob:x",
      " https",
    ]) {
      expect([address, safeHref(address)]).toEqual([address, null])
      expect(linkify(`go ${address} now`).every(({ href }) => href === null)).toBe(true)
    }
  })

  test("a link ends where the direction of text is turned, so that it shows where it leads (V11)", () => {
    expect(linkify("https://nightingale.example/\u202egnp.moc.live")).toEqual([
      { text: "https://nightingale.example/", href: "https://nightingale.example/" },
      { text: "\u202egnp.moc.live", href: null },
    ])
  })

  test.each([
    ["https://аррӏе.com/account", "xn--80ak6aa92e.com"],
    ["www.аррӏе.com", "www.xn--80ak6aa92e.com"],
    ["https://яблоко.укр/ціни", "xn--90ascmb1h.xn--j1amh"],
    ["https://bank.example@evil.example/", "evil.example"],
    ["https://evil.example.bank.example@evil.example/", "evil.example"],
    ["https://bank.example:443@evil.example:8443/?https://bank.example", "evil.example:8443"],
    ["https://exam\u200bple.com/", "example.com"],
    ["http://0177.0.0.1/", "127.0.0.1"],
    ["http://2130706433/", "127.0.0.1"],
    ["https://Nightingale.Example:8443/a@b", undefined],
    ["https://nightingale.example?a=1", undefined],
    ["www.nightingale.example", undefined],
    ["mailto:ana@nightingale.example", undefined],
    ["tel:+380441234567", undefined],
  ])("%s tells that it leads to %s (V11)", (address, host) => {
    const [link] = linkify(address)
    expect(unreadHost(address, link?.href ?? "")).toBe(host)
  })

  test("the pieces put together are the text that was written", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("https://a.example/", "www.", "mailto:", "tel:1", "javascript:x", "."),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("")
        expect(
          linkify(text)
            .map((stretch) => stretch.text)
            .join(""),
        ).toBe(text)
      }),
    )
  })

  test("the longest hostile message is read at once (V65)", () => {
    for (const hostile of ["www.", "https://a", "http://www.", "https://x.....", "mailto:"]) {
      const text = hostile.repeat(Math.ceil(10_000 / hostile.length)).slice(0, 10_000)
      const startedAt = performance.now()
      linkify(text)
      linkify(`https://a${".".repeat(9_980)}a`)
      expect(performance.now() - startedAt).toBeLessThan(100)
    }
  })
})
