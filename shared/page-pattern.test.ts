import { expect, test } from "vitest"
import { pageFits } from "./page-pattern"

test.each([
  ["/pricing", "https://shop.example/pricing", true],
  ["/pricing", "https://shop.example/pricing/old", false],
  ["/pricing*", "https://shop.example/Pricing/old?from=mail", true],
  ["*/pricing*", "https://shop.example/en/pricing.html", true],
  ["shop.example/*", "http://shop.example/contacts", true],
  ["shop.example/*", "https://other.example/shop.example/", false],
  ["*.shop.example/*", "https://uk.shop.example/", true],
  ["*a*a*b", "https://shop.example/aab", true],
  ["/a*a", "https://shop.example/a", false],
  ["*", "https://shop.example/", true],
  ["/ціни*", "https://shop.example/%D1%86%D1%96%D0%BD%D0%B8/книги", true],
  ["/*", "not an address", false],
])("%s beside %s: %s", (pattern, url, fits) => {
  expect(pageFits(pattern, url)).toBe(fits)
})

test("a hostile pattern costs no more than a long one", () => {
  const startedAt = performance.now()
  expect(pageFits(`${"*a".repeat(150)}b`, `https://shop.example/${"a".repeat(2_000)}`)).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(100)
})
