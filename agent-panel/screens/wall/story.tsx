import { timeWithSeconds } from "../../locales/format"
import { words } from "../../locales/wall"
import { RouteLink } from "../../parts/links"
import type { Breach } from "../../state/wall"
import { storyLines } from "./story-lines"

/** What was done about a wait, moment by moment, and the way to the conversation. */
export function Story({ breach }: { breach: Breach }) {
  const { conversation, timer, story } = breach
  const question = story.find((event) => event.type === "message.posted")
  return (
    <div class="story">
      {question && (
        <blockquote class="story-question" dir="auto">
          {question.message.body}
        </blockquote>
      )}
      <ol aria-label={words.story.label}>
        {storyLines(breach).map((line) => (
          <li key={line.at}>
            <time dateTime={new Date(line.at).toISOString()}>{timeWithSeconds(line.at)}</time>
            {line.parts.map(({ words: told, what }) => (
              <span key={told} data-what={what}>
                {told}
              </span>
            ))}
          </li>
        ))}
        {timer.stoppedAt === null && (
          <li>
            <span data-what="due">{words.story.still}</span>
          </li>
        )}
      </ol>
      <RouteLink to={{ screen: "conversation", id: conversation.id, pane: "conversation" }}>
        {words.missed.open}
      </RouteLink>
    </div>
  )
}
