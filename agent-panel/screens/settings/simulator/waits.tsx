import type { Findings } from "../../../../shared/simulator/findings"
import { clockText, exactLength, lengthInWords } from "../../../locales/format"
import { simulatorWords } from "../../../locales/simulator"
import { Part } from "../section"
import { Bars } from "./bars"
import { type Bin, binsOf, percentile, scaleFor } from "./lengths"
import { Table } from "./table"

const BINS = 40

/** How long people wait, as a distribution, with the target as a line. */
export function Waits({ findings, targetMs }: { findings: Findings; targetMs: number }) {
  const words = simulatorWords.waits
  const bins = binsOf(findings.waitsMs, targetMs, BINS)
  const scaleMs = scaleFor(targetMs)
  const at = (share: number) => ({ insetInlineStart: `${(share * BINS * 100) / (BINS + 1)}%` })
  return (
    <Part title={words.title}>
      <p>{inWords(findings)}</p>
      <div class="chart">
        <Bars columns={bins.map((bin) => ({ ...bin, label: lengthsOf(bin) }))} />
        <div class="chart-line" style={at(targetMs / scaleMs)} aria-hidden="true">
          <span>{words.target(lengthInWords(targetMs))}</span>
        </div>
        <div class="chart-axis" aria-hidden="true">
          <span style={at(0)}>0</span>
          <span class="chart-middle" style={at(0.5)}>
            {lengthInWords(scaleMs / 2)}
          </span>
          <span style={{ insetInlineEnd: 0 }}>{words.longer}</span>
        </div>
      </div>
      <Table head={words.title} rows={bins.map((bin) => ({ ...bin, label: lengthsOf(bin) })).filter(isFilled)} />
    </Part>
  )
}

function inWords({ waitsMs, unanswered }: Findings): string {
  const words = simulatorWords.waits
  const answered =
    waitsMs.length === 0 ? words.none : words.says(roughly(percentile(waitsMs, 0.5)), roughly(percentile(waitsMs, 0.9)))
  return unanswered > 0 ? `${answered} ${words.unanswered(unanswered)}` : answered
}

const lengthsOf = ({ fromMs, toMs }: Bin) =>
  Number.isFinite(toMs) ? `${clockText(fromMs)}–${clockText(toMs)}` : `> ${clockText(fromMs)}`

const isFilled = ({ kept, missed }: Bin) => kept + missed > 0

const MINUTE_MS = 60_000
const SECONDS_COUNT_BELOW_MS = 10 * MINUTE_MS

/** To the second where seconds matter. */
function roughly(lengthMs: number): string {
  return exactLength(lengthMs < SECONDS_COUNT_BELOW_MS ? lengthMs : Math.round(lengthMs / MINUTE_MS) * MINUTE_MS)
}
