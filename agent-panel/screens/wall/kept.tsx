import "./kept.css"
import { useId } from "preact/hooks"
import type { Output } from "../../../shared/protocol/types"
import { locale, t } from "../../locales"
import { percent, timeOfDay } from "../../locales/format"
import { words } from "../../locales/wall"
import { Button } from "../../parts/button"
import { KeptRing } from "../../parts/kept-ring"
import { errorText } from "../../state/actions"
import { shareKept } from "../../state/share-kept"
import { counted, countSoon, midnight } from "../../state/wall"

/** Which part of today's replies came in time: the first ones large, the later ones beside them. */
export function Kept() {
  const id = useId()
  const { wall, at, error } = counted.value
  return (
    <section class="wall-part kept" aria-labelledby={id} aria-busy={wall === null && error === null}>
      <h2 id={id}>
        {words.kept.title}
        <span class="wall-aside">{words.kept.since(zone())}</span>
      </h2>
      {wall === null && error !== null ? (
        <div class="kept-failed">
          <p>{words.kept.failed}</p>
          <p>{errorText(error)}</p>
          <Button onClick={countSoon}>{t.common.retry}</Button>
        </div>
      ) : (
        <div class="kept-rings">
          <Share label={words.kept.first} count={wall?.firstTouch ?? null} size="large" />
          <Share label={words.kept.next} count={wall?.nextReply ?? null} size="small" />
        </div>
      )}
      {wall !== null && at !== null && error !== null && <p class="kept-old">{words.kept.oldCount(timeOfDay(at))}</p>}
    </section>
  )
}

type Count = Output<"wall.get">["firstTouch"]
type ShareProps = { label: string; count: Count | null; size: "large" | "small" }

function Share({ label, count, size }: ShareProps) {
  const share = count && shareKept(count)
  return (
    <dl class={`kept-share kept-${size}`}>
      <dt>{label}</dt>
      <dd>
        <KeptRing share={share}>{share === null ? "–" : percent(share)}</KeptRing>
        {count === null ? (
          <span class="unseen">{t.common.loading}</span>
        ) : (
          <p>
            {share === null ? words.kept.none : words.kept.of(count.kept, count.kept + count.missed)}
            {count.running > 0 && <span class="kept-running">{words.kept.running(count.running)}</span>}
          </p>
        )}
      </dd>
    </dl>
  )
}

/** Whose midnight the day begins with: that of whoever looks. */
function zone(): string {
  const parts = new Intl.DateTimeFormat(locale.value, { timeZoneName: "short" }).formatToParts(midnight.value)
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? ""
}
