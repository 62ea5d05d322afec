import type { SummaryPart } from "../../core/summary"

/** Tells a visitor who answers, by first name. Agents have the assignee's id from the conversation itself. */
export const assignee: SummaryPart = async (db, rows) => {
  const ids = [...new Set(rows.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [assigneeId])))]
  const agents =
    ids.length === 0 ? [] : await db.selectFrom("agent").select(["id", "name"]).where("id", "in", ids).execute()
  const names = new Map(agents.map(({ id, name }) => [id, name.split(" ")[0] ?? name]))
  return {
    visitor({ assigneeId }) {
      const name = assigneeId === null ? undefined : names.get(assigneeId)
      return { assignee: name === undefined ? null : { name } }
    },
  }
}
