import type { Tally } from "../../../../shared/simulator/findings"
import { locale } from "../../../locales"
import { percent } from "../../../locales/format"
import { simulatorWords as words } from "../../../locales/simulator"
import { KeptRing } from "../../../parts/kept-ring"
import { shareKept } from "../../../state/share-kept"

type RingsProps = {
  /** Null while it is not reckoned yet. */
  would: Tally | null
  /** How it really was; null where the week is made up. */
  was: Tally | null
  /** Null where it was not counted. */
  today: Tally | null
}

/** What would be kept, large, beside what was. */
export function Rings({ would, was, today }: RingsProps) {
  return (
    <div class="trial-rings">
      <Share size="large" label={words.would} tally={would} />
      {was && <Share size="small" label={words.was} tally={was} />}
      {today && <Share size="small" label={words.today} tally={today} />}
    </div>
  )
}

type ShareProps = { size: "large" | "small"; label: string; tally: Tally | null }

function Share({ size, label, tally }: ShareProps) {
  const share = tally && shareKept(tally)
  return (
    <dl class={`trial-share trial-${size}`}>
      <dt>{label}</dt>
      <dd>
        <KeptRing share={share}>{share === null ? "–" : percent(share)}</KeptRing>
        <p>{tally && inNumbers(tally)}</p>
      </dd>
    </dl>
  )
}

function inNumbers({ kept, missed }: Tally): string {
  if (kept + missed === 0) return words.nothing
  return words.of(counted(kept), counted(kept + missed))
}

/** A count with its thousands set apart. */
const counted = (count: number) => new Intl.NumberFormat(locale.value).format(count)
