import { expect, it } from "vitest"
import { textOn } from "./accent"

/** Relative luminance, word for word as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOfText(accent: string): number {
  const behind = luminance(accent)
  return textOn(accent) === "#fff" ? 1.05 / (behind + 0.05) : (behind + 0.05) / 0.05
}

const hex = (part: number) => part.toString(16).padStart(2, "0")

it("text on any accent can be read: at least 4.5 to 1", () => {
  let worst = Number.POSITIVE_INFINITY
  for (let red = 0; red < 256; red += 3) {
    for (let green = 0; green < 256; green += 1) {
      for (let blue = 0; blue < 256; blue += 5)
        worst = Math.min(worst, contrastOfText(`#${hex(red)}${hex(green)}${hex(blue)}`))
    }
  }
  expect(worst).toBeGreaterThanOrEqual(4.5)
})

it("what is no colour gives no text colour", () => {
  for (const wrong of [undefined, "", "green", "#fff", "#12345g", "red;background:url(//evil)"]) {
    expect(textOn(wrong)).toBeUndefined()
  }
})
