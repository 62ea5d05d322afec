import type { Tally } from "../../../../shared/simulator/findings"
import { percent } from "../../../locales/format"
import { simulatorWords as words } from "../../../locales/simulator"
import { shareKept } from "../../../state/share-kept"

type TableProps = { head: string; rows: readonly (Tally & { label: string })[] }

/** The numbers of a picture, one click behind it. */
export function Table({ head, rows }: TableProps) {
  return (
    <details class="chart-table">
      <summary>{words.asTable}</summary>
      <table>
        <thead>
          <tr>
            {[head, words.count, words.kept, words.missed, words.shareKept].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, kept, missed }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{kept + missed}</td>
              <td>{kept}</td>
              <td>{missed}</td>
              <td>{percent(shareKept({ kept, missed }) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
