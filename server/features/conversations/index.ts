import type { Feature, House } from "../../feature"
import type { VisitorPages } from "../contacts"
import { acceptConversation } from "./accept-conversation"
import { addNote } from "./add-note"
import { assignConversation } from "./assign-conversation"
import { listConversations } from "./list-conversations"
import { listEvents } from "./list-events"
import { markSeen } from "./mark-seen"
import { postMessage } from "./post-message"
import { reopenConversation, resolveConversation } from "./resolve-conversation"
import { setTyping } from "./set-typing"
import { snoozeAlarm, snoozeConversation } from "./snooze-conversation"
import { readConversation } from "./store"
import { conversationSummary } from "./summary"

export { listEvents, newestEvents } from "./list-events"
export { latestConversationOf, readConversation, readOpenConversations } from "./store"

/** The noun everybody needs: what is said between a contact and a site. It knows no other feature. */
export function conversations(house: House, pages: VisitorPages): Feature {
  return {
    name: "conversations",
    calls: {
      "message.send": (input, { caller, spend }) => postMessage({ ...house, pages, spend }, caller, input),
      "note.add": (input, { caller }) => addNote(house, caller, input),
      "events.list": (input, { caller }) => listEvents(house, caller, input),
      "typing.set": (input, { caller }) => setTyping(house, caller, input),
      "seen.set": (input, { caller }) => markSeen(house, caller, input),
      "conversation.get": async ({ conversationId }) => ({
        conversation: await readConversation(house, conversationId),
      }),
      "conversation.list": (input) => listConversations(house, input),
      "conversation.accept": (input, { caller }) => acceptConversation(house, caller, input),
      "conversation.assign": (input, { caller }) => assignConversation(house, caller, input),
      "conversation.snooze": (input, { caller }) => snoozeConversation(house, caller, input),
      "conversation.resolve": (input, { caller }) => resolveConversation(house, caller, input),
      "conversation.reopen": (input, { caller }) => reopenConversation(house, caller, input),
    },
    alarms: [snoozeAlarm(house)],
    async erases(db, ids) {
      for (const table of ["message", "event"] as const) {
        await db.deleteFrom(table).where("conversationId", "in", ids).execute()
      }
      await db.deleteFrom("conversation").where("id", "in", ids).execute()
    },
    summary: conversationSummary,
  }
}
