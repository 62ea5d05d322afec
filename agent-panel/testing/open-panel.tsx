import { cleanup, render, screen } from "@testing-library/preact"
import { userEvent } from "@testing-library/user-event"
import type { AgentConversation, Event } from "../../shared/protocol/types"
import { Panel } from "../screens/panel"
import { startPanel } from "../start"
import { navigate } from "../state/route"
import { session } from "../state/session"
import { toasts } from "../state/toasts"
import { ana, NOON, opened, said, start } from "./cast"
import { server } from "./fake-server"
import { standInForPopovers } from "./popovers"

const PANE_HEIGHT_PX = 800

/** Opens the whole panel for Ana on a server that holds these conversations. Each has one message unless told otherwise. */
export async function openPanel(conversations: AgentConversation[], logs: Record<string, Event[]> = {}) {
  // happy-dom lays nothing out: panes get a height, so that lists know how many rows are in sight.
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => PANE_HEIGHT_PX })
  standInForPopovers()
  server.made = []
  server.answers = answers(conversations, logs)
  const stop = startPanel()
  navigate({ screen: "inbox", list: "waiting" })
  render(<Panel />)
  server.comeOnline()
  await screen.findByRole("heading", { name: "Inbox" })
  return {
    user: userEvent.setup(),
    close() {
      server.dropLine()
      session.value = "signed-out"
      stop()
      cleanup()
      localStorage.clear()
      toasts.value = []
    },
  }
}

const gone = { ok: false, error: { code: "not_found", message: "There is no such conversation." } } as const
const byAna: Event["by"] = { kind: "agent", id: ana.id, name: ana.name }

function answers(conversations: AgentConversation[], logs: Record<string, Event[]>): typeof server.answers {
  const log = (id: string) => logs[id] ?? [opened(id), said(id, 2, "Do you ship?")]
  const find = (id: unknown) => conversations.find((conversation) => conversation.id === id)
  return {
    "agent.start": () => ({ ok: true, data: start(conversations) }),
    "conversation.get": ({ conversationId }) => {
      const conversation = find(conversationId)
      return conversation ? { ok: true, data: { conversation } } : gone
    },
    "conversation.list": () => ({ ok: true, data: { conversations: [], next: null } }),
    "events.list": ({ conversationId, after = 0 }) => {
      const events = log(String(conversationId)).filter(({ seq }) => seq > Number(after))
      return { ok: true, data: { events, more: false } }
    },
    "message.send": ({ id, conversationId, body }) => {
      const conversation = find(conversationId)
      if (!conversation) return gone
      const event = said(conversation.id, log(conversation.id).length + 1, String(body), byAna)
      if (event.type === "message.posted") event.message.id = String(id)
      return {
        ok: true,
        data: { event, conversation: { ...conversation, seq: event.seq, timers: [] }, duplicate: false },
      }
    },
    "note.add": ({ id, conversationId, body }) => {
      const conversation = find(conversationId)
      if (!conversation) return gone
      const seq = log(conversation.id).length + 1
      const note = { id: String(id), body: String(body) }
      const event: Event = { type: "note.added", conversationId: conversation.id, seq, at: NOON, by: byAna, note }
      return { ok: true, data: { event, conversation: { ...conversation, seq }, duplicate: false } }
    },
  }
}
