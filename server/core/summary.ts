import type { AgentConversation, VisitorConversation } from "../../shared/protocol/types"
import type { ConversationRow, Database } from "../store/schema"

/** A conversation as each audience sees it. */
export type Summary = { agents: AgentConversation; visitor: VisitorConversation }

type Contribution = { agents: Partial<AgentConversation>; visitor: Partial<VisitorConversation> }

/** What one feature knows of conversations: read for many at once, then told for each. */
export type SummaryPart = (
  db: Database,
  rows: readonly ConversationRow[],
  now: number,
) => Promise<(row: ConversationRow) => Contribution>

export type Summarise = (db: Database, rows: readonly ConversationRow[], now: number) => Promise<Summary[]>

/** More ids than this in one query are read in several. */
const ROWS_AT_ONCE = 500

/** Puts together what the features tell of each conversation, in the order of `rows`. */
export function createSummarise(parts: readonly SummaryPart[]): Summarise {
  async function summariseSome(db: Database, rows: readonly ConversationRow[], now: number): Promise<Summary[]> {
    const tell = await Promise.all(parts.map((part) => part(db, rows, now)))
    return rows.map((row) => {
      const contributions = tell.map((of) => of(row))
      return {
        agents: Object.assign({}, ...contributions.map((each) => each.agents)) as AgentConversation,
        visitor: Object.assign({}, ...contributions.map((each) => each.visitor)) as VisitorConversation,
      }
    })
  }

  return async (db, rows, now) => {
    const summaries: Summary[] = []
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      summaries.push(...(await summariseSome(db, rows.slice(from, from + ROWS_AT_ONCE), now)))
    }
    return summaries
  }
}
