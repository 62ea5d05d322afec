/** So small that nobody could point at it is no picture to look at. */
const LEAST_PX = 24

/** How large a picture is beside words: whole, no side longer than `side`, never larger than it is. */
export function fitted({ width, height }: { width: number; height: number }, side: number) {
  const scale = Math.min(1, side / Math.max(width, height))
  return {
    width: Math.max(LEAST_PX, Math.round(width * scale)),
    height: Math.max(LEAST_PX, Math.round(height * scale)),
  }
}
