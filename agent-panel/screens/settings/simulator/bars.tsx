import type { Tally } from "../../../../shared/simulator/findings"
import { simulatorWords as words } from "../../../locales/simulator"

type Column = Tally & { label: string; isDark?: boolean }

/** Counts side by side: what is kept below, what is missed on top of it. A table tells the same to whoever does not see it. */
export function Bars({ columns }: { columns: readonly Column[] }) {
  const most = Math.max(1, ...columns.map(({ kept, missed }) => kept + missed))
  const height = (count: number) => ({ blockSize: `${(count * 100) / most}%` })
  return (
    <div class="bars" aria-hidden="true">
      {columns.map(({ label, kept, missed, isDark }) => (
        <div key={label} class="bar" data-dark={isDark} title={titleOf({ label, kept, missed })}>
          <span class="bar-missed" style={height(missed)} />
          <span class="bar-kept" style={height(kept)} />
        </div>
      ))}
    </div>
  )
}

const titleOf = ({ label, kept, missed }: Column) => `${label} · ${words.kept}: ${kept} · ${words.missed}: ${missed}`

/** What the colours mean. */
export function Legend() {
  return (
    <p class="chart-legend" aria-hidden="true">
      <span class="bar-kept" /> {words.kept}
      <span class="bar-missed" /> {words.missed}
    </p>
  )
}
