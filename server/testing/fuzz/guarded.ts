import { changedTables } from "../stored-rows"

/** Whose row it is and what nobody below an owner may change of the office. */
const OF_THE_OFFICE = ["site", "policy", "team", "teamMember", "apiKey", "invitation", "setting", "account", "session"]
const OF_THE_PEOPLE = ["agent", "pushSubscription"]

type Rows = Map<string, string>
type Other = { contactId: string; conversationId: string }

/** What changed of the rows that a visitor may not touch: the office, its people, and everything of another visitor. */
export function changedForVisitor(before: Rows, after: Rows, other: Other): string[] {
  const theirs = (rows: Rows) => new Map([...rows].map(([table, text]) => [table, rowsOf(other, table, text)] as const))
  const whole = [...OF_THE_OFFICE, ...OF_THE_PEOPLE]
  return [...changedTables(only(before, whole), only(after, whole)), ...changedTables(theirs(before), theirs(after))]
}

/** Whoever is given a conversation by a colleague has taken one. */
const WHEN_THEY_TOOK = /\["lastTookAt",[^\]]*\]/

/** What changed of the rows that an agent may not touch: the office, and every colleague. */
export function changedForAgent(before: Rows, after: Rows, agentId: string): string[] {
  const colleagues = (rows: Rows) => {
    const others = (rows.get("agent") ?? "").split("\n").filter((row) => !row.includes(agentId))
    return new Map([["agent", others.map((row) => row.replace(WHEN_THEY_TOOK, "")).join("\n")]])
  }
  return [
    ...changedTables(only(before, OF_THE_OFFICE), only(after, OF_THE_OFFICE)),
    ...changedTables(colleagues(before), colleagues(after)),
  ]
}

const only = (rows: Rows, tables: readonly string[]): Rows =>
  new Map(tables.map((table) => [table, rows.get(table) ?? ""]))

/** The rows that belong to somebody by one of their columns; what anybody wrote may name any id. */
function rowsOf({ contactId, conversationId }: Other, table: string, text: string): string {
  const own = [
    ["contactId", contactId],
    ["senderId", contactId],
    ["conversationId", conversationId],
    ...(table === "contact" ? [["id", contactId]] : []),
  ].map((column) => JSON.stringify(column))
  return text
    .split("\n")
    .filter((row) => own.some((column) => row.includes(column)))
    .join("\n")
}
