import "./missed.css"
import { ChevronDown, CircleCheckBig } from "lucide"
import { useId, useRef } from "preact/hooks"
import { clockText, lengthInWords, timeOfDay } from "../../locales/format"
import { contactName } from "../../locales/names"
import { words } from "../../locales/wall"
import { Empty } from "../../parts/empty"
import { Icon } from "../../parts/icon"
import { now } from "../../state/clock"
import { type Breach, contactOf, counted } from "../../state/wall"
import { Story } from "./story"
import { StoryStrip } from "./story-strip"
import { useFitting } from "./use-fitting"

/** As many as the server tells of. */
const MOST_TOLD = 100

/** Each reply that came too late today or has not come yet, the latest first; its story opens below it. */
export function Missed({ isAcross }: { isAcross: boolean }) {
  const id = useId()
  const breaches = counted.value.wall?.breaches
  const list = useRef<HTMLUListElement>(null)
  const fits = useFitting(list, { count: breaches?.length ?? 0, isAcross })
  const hidden = (breaches?.length ?? 0) - fits
  return (
    <section class="wall-part missed" aria-labelledby={id} aria-busy={breaches === undefined}>
      <h2 id={id}>
        {words.missed.title}
        {breaches && breaches.length > 0 && <span class="wall-count">{breaches.length}</span>}
      </h2>
      {breaches?.length === 0 && (
        <Empty icon={CircleCheckBig} title={words.missed.none}>
          {words.missed.noneNext}
        </Empty>
      )}
      {breaches && breaches.length > 0 && (
        <ul ref={list}>
          {breaches.map((breach, index) => (
            <Miss key={breach.timer.id} breach={breach} isSeen={index < fits} />
          ))}
        </ul>
      )}
      {hidden > 0 && <p class="wall-more">{words.waiting.more(hidden)}</p>}
      {!isAcross && breaches?.length === MOST_TOLD && <p class="wall-more">{words.missed.latest}</p>}
    </section>
  )
}

function Miss({ breach, isSeen }: { breach: Breach; isSeen: boolean }) {
  const { timer } = breach
  return (
    <li data-beyond={!isSeen}>
      <details class="miss">
        <summary>
          <span class="miss-name one-line">
            <bdi>{contactName(contactOf(breach))}</bdi>
          </span>
          <time class="miss-time" dateTime={new Date(timer.dueAt).toISOString()}>
            {timeOfDay(timer.dueAt)}
          </time>
          <HowLate breach={breach} />
          <StoryStrip breach={breach} />
          <Icon node={ChevronDown} class="miss-chevron" />
        </summary>
        <Story breach={breach} />
      </details>
    </li>
  )
}

function HowLate({ breach: { timer } }: { breach: Breach }) {
  const kind = timer.kind === "first-touch" ? words.missed.kind["first-touch"] : words.missed.kind["next-reply"]
  return (
    <span class="miss-late one-line">
      {kind} ·{" "}
      {timer.stoppedAt === null ? (
        <StillWaits dueAt={timer.dueAt} />
      ) : (
        words.missed.late(lengthInWords(timer.stoppedAt - timer.dueAt))
      )}
    </span>
  )
}

/** It alone is drawn again each second. */
function StillWaits({ dueAt }: { dueAt: number }) {
  return <strong>{words.missed.stillWaits(clockText(Math.max(0, now.value - dueAt)))}</strong>
}
