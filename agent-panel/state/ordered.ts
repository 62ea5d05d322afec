/** Rows kept in order, so that one change in ten thousand costs a few comparisons and not a sort. */
export type Ordered<Row> = {
  readonly rows: readonly Row[]
  add(row: Row): void
  /** Takes out this very row. */
  remove(row: Row): void
  replace(rows: readonly Row[]): void
}

/** `compare` must tell any two different rows apart. */
export function createOrdered<Row>(compare: (one: Row, other: Row) => number): Ordered<Row> {
  const rows: Row[] = []

  function placeOf(row: Row): number {
    let from = 0
    let to = rows.length
    while (from < to) {
      const middle = (from + to) >>> 1
      const there = rows[middle]
      if (there !== undefined && compare(there, row) < 0) from = middle + 1
      else to = middle
    }
    return from
  }

  return {
    rows,
    add: (row) => void rows.splice(placeOf(row), 0, row),
    remove(row) {
      const place = placeOf(row)
      if (rows[place] === row) rows.splice(place, 1)
    },
    replace(next) {
      rows.length = 0
      for (const row of next) rows.push(row)
      rows.sort(compare)
    },
  }
}
