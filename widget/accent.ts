const COLOUR = /^#[0-9a-f]{6}$/i
/** Below this relative luminance white, above it black has a contrast of 4.5 : 1 and more (WCAG 2.2, 1.4.3). */
const WHITE_BELOW = 0.179

/** The colour of text on `accent`: white where that can be read, black where it cannot; nothing when it is no colour. */
export function textOn(accent = ""): "#fff" | "#000" | undefined {
  if (!COLOUR.test(accent)) return
  // A power of 2.2 is close enough to the curve of sRGB: the tests try every step around the border.
  const part = (at: number, weight: number) => weight * (Number(`0x${accent.slice(at, at + 2)}`) / 255) ** 2.2
  return part(1, 0.2126) + part(3, 0.7152) + part(5, 0.0722) < WHITE_BELOW ? "#fff" : "#000"
}
