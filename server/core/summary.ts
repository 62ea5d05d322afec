import { setImmediate as nextTurn } from "node:timers/promises"
import type { AgentConversation, VisitorConversation } from "../../shared/protocol/types"
import type { ConversationRow, Database } from "../store/schema"

/** A conversation as each audience sees it. */
export type Summary = { agents: AgentConversation; visitor: VisitorConversation }

/** What one feature tells of a conversation to each audience; what is absent is not told. */
type Teller = {
  agents?(row: ConversationRow): Partial<AgentConversation>
  visitor?(row: ConversationRow): Partial<VisitorConversation>
}

/** What one feature knows of conversations: read for many at once, then told of each. */
export type SummaryPart = (db: Database, rows: readonly ConversationRow[], now: number) => Promise<Teller>

/** Puts together what the features tell of conversations, in the order of `rows`. */
export type Summarise = {
  agents(db: Database, rows: readonly ConversationRow[], now: number): Promise<AgentConversation[]>
  visitor(db: Database, row: ConversationRow, now: number): Promise<VisitorConversation>
  both(db: Database, row: ConversationRow, now: number): Promise<Summary>
}

/** More ids than this in one query are read in several; nobody else's call waits for more rows than these. */
const ROWS_AT_ONCE = 500

export function createSummarise(parts: readonly SummaryPart[]): Summarise {
  const ask = (db: Database, rows: readonly ConversationRow[], now: number) =>
    Promise.all(parts.map((part) => part(db, rows, now)))

  return {
    async agents(db, rows, now) {
      const told: AgentConversation[] = []
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        if (from > 0) await nextTurn()
        const some = rows.slice(from, from + ROWS_AT_ONCE)
        const tellers = await ask(db, some, now)
        told.push(...some.map((row) => toAgents(tellers, row)))
      }
      return told
    },
    async visitor(db, row, now) {
      return toVisitor(await ask(db, [row], now), row)
    },
    async both(db, row, now) {
      const tellers = await ask(db, [row], now)
      return { agents: toAgents(tellers, row), visitor: toVisitor(tellers, row) }
    },
  }
}

function toAgents(tellers: readonly Teller[], row: ConversationRow): AgentConversation {
  const told: Partial<AgentConversation> = {}
  for (const teller of tellers) Object.assign(told, teller.agents?.(row))
  return told as AgentConversation
}

function toVisitor(tellers: readonly Teller[], row: ConversationRow): VisitorConversation {
  const told: Partial<VisitorConversation> = {}
  for (const teller of tellers) Object.assign(told, teller.visitor?.(row))
  return told as VisitorConversation
}
