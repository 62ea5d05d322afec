import type { Wait } from "../state/wait"

/** The mark: a circle that empties as the promised time runs out, and stands broken once it has. */
export function Ring({ wait }: { wait: Wait | null }) {
  return (
    <svg class={`ring ${wait?.urgency ?? "idle"}`} viewBox="0 0 40 40" aria-hidden="true">
      <circle class="track" cx="20" cy="20" r="18" />
      <circle class="left" cx="20" cy="20" r="18" pathLength={1} stroke-dashoffset={1 - (wait?.share ?? 1)} />
    </svg>
  )
}
