import type { SummaryPart } from "../../core/summary"

/** What the conversation's own row tells each audience. A visitor's `updatedAt` moves with public events only (W4). */
export const conversationSummary: SummaryPart = async () => (row) => {
  const common = {
    id: row.id,
    siteId: row.siteId,
    channel: row.channel,
    status: row.status,
    createdAt: row.createdAt,
  }
  return {
    agents: {
      ...common,
      seq: row.seq,
      updatedAt: row.updatedAt,
      seen: { visitor: row.visitorSeenSeq, agents: row.agentsSeenSeq },
      assigneeId: row.assigneeId,
      teamId: row.teamId,
      page: row.pageJson === null ? null : JSON.parse(row.pageJson),
      lastMessage: row.lastMessageJson === null ? null : JSON.parse(row.lastMessageJson),
    },
    visitor: {
      ...common,
      seq: row.publicSeq,
      updatedAt: row.publicUpdatedAt,
      seen: { visitor: row.visitorSeenPublicSeq, agents: row.agentsSeenPublicSeq },
    },
  }
}
