import type { AgentConversation } from "../../shared/protocol/types"
import { connection } from "./client"

const SHOWN_AT_MOST = 20

/** A person's latest conversations, the newest first; null where they could not be asked for. */
export async function conversationsOf(contactId: string): Promise<readonly AgentConversation[] | null> {
  const reply = await connection.call("conversation.list", { contactId, limit: SHOWN_AT_MOST })
  return reply.ok ? reply.data.conversations : null
}
