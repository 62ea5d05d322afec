import { countOf, type Findings } from "./check"
import type { Outcome } from "./trial"

const HEAD = ["row", "fault", "times", "acknowledged", "lost", "doubled", "phantom", "reordered", "disagreeing"]

/** The row of a trial in which nothing happens, to compare with. */
export const NO_FAULT = "-"

/** What came of trials, a line a kind of fault and one for all, as a table in Markdown. */
export function table(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(({ fault, times, acknowledged, findings }) => [
    fault.row,
    fault.name,
    times,
    acknowledged,
    ...counts(findings),
  ])
  const sum = (column: number) => lines.reduce((total, line) => total + Number(line[column]), 0)
  const all = [
    "",
    `all ${outcomes.filter(({ fault }) => fault.row !== NO_FAULT).length} kinds`,
    ...HEAD.slice(2).map((_, index) => sum(index + 2)),
  ]
  return [HEAD, HEAD.map(() => "---"), ...lines, all].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
}

const counts = ({ lost, doubled, phantom, reordered, disagreeing }: Findings) =>
  [lost, doubled, phantom, reordered, disagreeing].map(({ length }) => length)

/** The findings themselves, so many of each trial that one can see what went wrong. */
export function sentences(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ findings }) => countOf(findings) > 0)
    .flatMap(({ fault, findings }) => [`${fault.name}:`, ...Object.values(findings).flat().slice(0, MOST_TOLD)])
}

const MOST_TOLD = 10
