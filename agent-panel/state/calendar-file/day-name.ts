import { DAY_NAME_MAX_LENGTH } from "../hours-limits"

/** What turns the direction of the text around it. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g

/** What somebody wrote, on one line and without what no database keeps: NUL, other controls, halves of surrogate pairs. */
export function cleaned(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "")
    .replace(DIRECTIONS, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
}

/** The names of all that is on one day, as many as there is room for. No letter is cut in half. */
export function joined(names: readonly string[]): string {
  const said = [...new Set(names)].filter((name) => name !== "").join(", ")
  if (said.length <= DAY_NAME_MAX_LENGTH) return said
  return cleaned(said.slice(0, DAY_NAME_MAX_LENGTH - 1)).concat("…")
}
