import type { JsonSchema } from "../../server/wire/json-schema"
import { fieldWords } from "./words"

/** A Markdown table whose columns stand under each other in the source too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  const [first = [], ...others] = cells
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n")
}

/** An object's fields, one a row; those of an object without a name stand below their parent, as `parent.field`. */
export function fieldTable(schema: JsonSchema): string {
  return table(["field", "", "what"], fieldRows(schema, ""))
}

function fieldRows({ properties = {}, required = [] }: JsonSchema, parent: string): string[][] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${parent}${name}`
    const need = required.includes(name) ? "" : "optional"
    if (typeof field === "object" && field.type === "object" && field.properties) {
      return [[`\`${path}\``, need, "an object:"], ...fieldRows(field, `${path}.`)]
    }
    return [[`\`${path}\``, need, fieldWords(name, field)]]
  })
}
