import { peakOf } from "../../../../shared/simulator/advice"
import type { Findings } from "../../../../shared/simulator/findings"
import { simulatorWords } from "../../../locales/simulator"
import { Part } from "../section"
import { hour } from "./advice-in-words"
import { Bars } from "./bars"
import { Table } from "./table"

const HOURS = 24
const LABELLED_EVERY = 3

type ByHourProps = { findings: Findings; openHours: readonly boolean[]; timeZone: string }

/** What is kept and missed by the hour in which people write, on a ground that shows when it is open. */
export function ByHour({ findings, openHours, timeZone }: ByHourProps) {
  const words = simulatorWords.byHour
  const zone = words.zone(timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone)
  const rows = findings.hours.map((tally, index) => ({ ...tally, label: `${hour(index)}–${hour(index + 1)}` }))
  const columns = rows.map((row, index) => ({ ...row, isDark: openHours[index] === false }))
  return (
    <Part title={words.title} says={openHours.includes(false) ? `${zone} ${words.shade}` : zone}>
      <p>{inWords(findings)}</p>
      <div class="chart">
        <Bars columns={columns} />
        <div class="chart-axis" aria-hidden="true">
          {Array.from({ length: HOURS / LABELLED_EVERY }, (_, index) => index * LABELLED_EVERY).map((each) => (
            <span key={each} style={{ insetInlineStart: `${(each * 100) / HOURS}%` }}>
              {each}
            </span>
          ))}
        </div>
      </div>
      <Table head={words.hour} rows={rows.filter(({ kept, missed }) => kept + missed > 0)} />
    </Part>
  )
}

function inWords({ hours, missed }: Findings): string {
  const words = simulatorWords.byHour
  if (missed === 0) return words.none
  const peak = peakOf(hours)
  return peak ? words.says(hour(peak.from), hour(peak.to)) : words.allDay
}
