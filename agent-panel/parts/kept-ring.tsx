import "./kept-ring.css"

type KeptRingProps = {
  /** Which part was kept, from 0 to 1; null where there is nothing to tell. */
  share: number | null
  /** What stands inside. */
  children: string
}

const RADIUS = 50
const CENTRE = 60
/** Where kept and missed meet there is a breath between them. */
const GAP = 0.012

/** The mark of the product for a day: whole where it was kept, broken where it was not. */
export function KeptRing({ share, children }: KeptRingProps) {
  const isMixed = share !== null && share > 0 && share < 1
  const gap = isMixed ? GAP : 0
  return (
    <span class="kept-ring">
      <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
        {share === null && <circle class="kept-none" cx={CENTRE} cy={CENTRE} r={RADIUS} />}
        {share === 1 && <circle class="kept-kept" cx={CENTRE} cy={CENTRE} r={RADIUS} />}
        {share === 0 && <circle class="kept-missed" cx={CENTRE} cy={CENTRE} r={RADIUS} />}
        {isMixed && <path class="kept-kept" d={arc(0, share - gap)} />}
        {isMixed && <path class="kept-missed" d={arc(share + gap, 1 - gap)} />}
      </svg>
      <span class="kept-number">{children}</span>
    </span>
  )
}

/** A part of the circle, clockwise from the top, from one share of it to another. */
function arc(from: number, to: number): string {
  const end = Math.max(to, from + GAP)
  return `M ${point(from)} A ${RADIUS} ${RADIUS} 0 ${end - from > 0.5 ? 1 : 0} 1 ${point(end)}`
}

function point(share: number): string {
  const angle = (share - 0.25) * 2 * Math.PI
  return `${(CENTRE + RADIUS * Math.cos(angle)).toFixed(2)} ${(CENTRE + RADIUS * Math.sin(angle)).toFixed(2)}`
}
