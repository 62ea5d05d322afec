import "./ring.css"
import type { Urgency } from "../../shared/timer"

type RingProps = {
  /** How much of the target is left, from 1 to 0. */
  share: number
  urgency: Urgency
  /** What stands inside, at most four characters. */
  children?: string
  /** Read out instead of what stands inside. */
  label?: string
  size?: "small" | "medium"
}

const RADIUS = 18
const LENGTH = 2 * Math.PI * RADIUS
/** So many letters and digits stand clear of the ring; a fourth, as in +15m, needs a smaller size. */
const FITS_AT_FULL_SIZE = 3

/** The mark of the product: a circle that empties as the target runs out, and is broken once it has. */
export function Ring({ share, urgency, children, label, size = "medium" }: RingProps) {
  return (
    <span class={`ring ring-${urgency} ring-${size}`} {...(label ? { role: "img", "aria-label": label } : {})}>
      <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
        <circle class="ring-track" cx="20" cy="20" r={RADIUS} />
        <circle
          class="ring-rest"
          cx="20"
          cy="20"
          r={RADIUS}
          stroke-dasharray={urgency === "late" ? "6 5.31" : `${LENGTH * share} ${LENGTH}`}
        />
      </svg>
      {children && (
        <span class="ring-number" data-long={children.replace(":", "").length > FITS_AT_FULL_SIZE} aria-hidden="true">
          {children}
        </span>
      )}
    </span>
  )
}

/** The mark at rest: a ring with a touch of it gone. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <circle class="ring-track" cx="20" cy="20" r="16" />
      <circle class="ring-rest" cx="20" cy="20" r="16" stroke-dasharray={`${2 * Math.PI * 16 * 0.78} 101`} />
    </svg>
  )
}
