import type { Event } from "../../../shared/protocol/types"
import { now } from "../../state/clock"
import type { Breach } from "../../state/wall"

/** The time until it was due takes this part of the line; as much again of lateness fills the rest. */
const DUE_AT = 0.6

/** A story as a line: when somebody was asked, when it was due, and how far the answer went beyond. The words say it all. */
export function StoryStrip({ breach: { timer, story } }: { breach: Breach }) {
  const endsAt = timer.stoppedAt ?? now.value
  const targetMs = timer.dueAt - timer.startedAt
  const place = (at: number) => Math.min(1, Math.max(0, ((at - timer.startedAt) / targetMs) * DUE_AT))
  return (
    <span class="strip" data-running={timer.stoppedAt === null} aria-hidden="true">
      <span class="strip-due" style={{ inlineSize: inPercent(DUE_AT) }} />
      <span
        class="strip-late"
        style={{ insetInlineStart: inPercent(DUE_AT), inlineSize: inPercent(place(endsAt) - DUE_AT) }}
      />
      {story.map((event) => {
        const mark = markOf(event)
        return (
          mark && (
            <span
              key={event.seq}
              class="strip-mark"
              data-is={mark}
              style={{ insetInlineStart: inPercent(place(event.at)) }}
            />
          )
        )
      })}
    </span>
  )
}

const inPercent = (share: number) => `${(share * 100).toFixed(1)}%`

function markOf(event: Event): "asked" | "all" | "supervisors" | "answer" | null {
  if (event.type === "offer.made") return event.offer.agentId === null ? "all" : "asked"
  if (event.type === "step.taken") return event.step.do === "escalate" ? "supervisors" : null
  return event.type === "timer.stopped" ? "answer" : null
}
