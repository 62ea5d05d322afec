import { encode } from "uqr"

/** Light around it, in squares: readers need four. */
const MARGIN = 4

/** A text as a picture that a phone reads, drawn here: it is a secret and leaves this page for nobody. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 0 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  )
  const side = size + 2 * MARGIN
  return (
    <svg class="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="qr-code-light" d={`M0 0h${side}v${side}h-${side}z`} />
      <path class="qr-code-dark" d={dark.join("")} />
    </svg>
  )
}
