import "./ladder.css"
import { ChevronRight } from "lucide"
import { timeOfDay, timeWithSeconds } from "../../locales/format"
import { ladderSteps, ladderSummary } from "../../locales/ladder-words"
import { contactName } from "../../locales/names"
import { Icon } from "../../parts/icon"
import { useConversation } from "../../state/inbox"
import type { LadderRun } from "./ladder-run"

/** What was done so that somebody answers: one quiet line, and each step with its time where it is opened. */
export function Ladder({ run, conversationId }: { run: LadderRun; conversationId: string }) {
  const contact = useConversation(conversationId).value?.contact
  const name = contact ? contactName(contact) : ""
  return (
    <details class="ladder">
      <summary class="happened">
        <Icon node={ChevronRight} />
        <span>{ladderSummary(run.events)}</span>
        <Time at={run.events[0]?.at ?? 0} words={timeOfDay} />
      </summary>
      <ol>
        {ladderSteps(run.events, name).map(({ event, sentence }) => (
          <li key={event.seq}>
            <Time at={event.at} words={timeWithSeconds} />
            {sentence}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Time({ at, words }: { at: number; words: (at: number) => string }) {
  return <time dateTime={new Date(at).toISOString()}>{words(at)}</time>
}
