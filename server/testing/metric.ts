/** What a server tells of itself at /metrics, such as `first_touch_lines{kind="agent"}`; 0 where it has nothing to tell. */
export async function metric({ url }: { url: string }, series: string): Promise<number> {
  const told = await (await fetch(`${url}/metrics`)).text()
  const line = told.split("\n").find((each) => each.startsWith(`${series} `))
  return Number(line?.slice(series.length) ?? 0)
}

export const SLOW_AGENTS = 'first_touch_lines_over_total{kind="agent",why="slow reader"}'
