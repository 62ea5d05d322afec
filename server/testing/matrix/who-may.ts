import { readFileSync } from "node:fs"
import { join } from "node:path"

/** Everybody who could ask, in the order of the columns. */
export const ACTORS = ["nobody", "Vera", "Viktor", "Olga", "Cleo", "Bo", "Sam", "Ana", "Dan", "key", "old key"] as const
export type ActorName = (typeof ACTORS)[number]

/** What somebody gets: `yes`, or the status that carries the word of the refusal. */
export type Expected = Readonly<Record<ActorName, string>>

const page = readFileSync(join(import.meta.dirname, "../../../docs/who-may-what.md"), "utf8")

/** The tables of docs/who-may-what.md, which is read by people and tests alike: a row's name without its quotes, and its cells. */
export function whoMay(firstColumn: string): Map<string, Expected> {
  const lines = page.split("\n").map(cellsOf)
  const head = lines.findIndex(([first]) => first === firstColumn)
  if (head < 0 || lines[head]?.slice(1).join() !== ACTORS.join()) throw new Error(`no table of each ${firstColumn}`)
  const rest = lines.slice(head + 2)
  const rows = rest.slice(
    0,
    rest.findIndex((cells) => cells.length === 0),
  )
  return new Map(rows.map(([name = "", ...cells]) => [name.replaceAll("`", ""), expected(name, cells)]))
}

const cellsOf = (line: string) =>
  line.startsWith("|")
    ? line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim())
    : []

function expected(name: string, cells: readonly string[]): Expected {
  if (cells.length !== ACTORS.length || cells.some((cell) => cell === "")) throw new Error(`${name} has a hole`)
  return Object.fromEntries(ACTORS.map((actor, place) => [actor, cells[place]])) as Expected
}
