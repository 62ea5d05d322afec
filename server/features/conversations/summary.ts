import type { SummaryPart } from "../../core/summary"
import type { ConversationRow } from "../../store/schema"

/** What the conversation's own row tells each audience. A visitor's `updatedAt` moves with public events only (W4). */
export const conversationSummary: SummaryPart = async () => ({
  agents: (row) => ({
    ...common(row),
    seq: row.seq,
    updatedAt: row.updatedAt,
    seen: { visitor: row.visitorSeenSeq, agents: row.agentsSeenSeq },
    assigneeId: row.assigneeId,
    teamId: row.teamId,
    snoozedUntil: row.snoozedUntil,
    page: row.pageJson === null ? null : JSON.parse(row.pageJson),
    lastMessage: row.lastMessageJson === null ? null : JSON.parse(row.lastMessageJson),
  }),
  visitor: (row) => ({
    ...common(row),
    seq: row.publicSeq,
    updatedAt: row.publicUpdatedAt,
    seen: { visitor: row.visitorSeenPublicSeq, agents: row.agentsSeenPublicSeq },
  }),
})

function common({ id, siteId, channel, status, createdAt }: ConversationRow) {
  return { id, siteId, channel, status, createdAt }
}
