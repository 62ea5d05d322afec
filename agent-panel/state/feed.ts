import { batch, effect, untracked } from "@preact/signals"
import type { Output } from "../../shared/protocol/types"
import { connection } from "./client"
import { setClock } from "./clock"
import {
  beginSnapshot,
  forgetConversations,
  forgetInbox,
  receiveConversation,
  receiveSeen,
  receiveSnapshot,
} from "./inbox"
import { helpOpen } from "./keys"
import { forgetOffers } from "./offers"
import { forgetErased, forgetHeld, forgetOpened, receiveEvent, resumeOpened } from "./opened"
import { confirmSent, startOutbox, stopOutbox } from "./outbox"
import { forgetPages } from "./pages"
import {
  forgetPeople,
  me,
  receiveAgents,
  receivePresence,
  receiveSettings,
  receiveSite,
  receiveWhereabouts,
  sites,
} from "./people"
import { cursor } from "./queue"
import { query } from "./search"
import { noticeRefusal, session } from "./session"
import { receiveTyping } from "./typing"

const TRIES_AGAIN_AFTER_MS = 2_000

let knownEpoch: string | null = null

/** Hears everything the server tells, and begins afresh at each connection. */
export function listen(): () => void {
  const stops = [
    connection.onConnect(() => void begin()),
    effect(() => {
      if (session.value === "signed-out") untracked(forget)
    }),
    connection.on("conversation", (conversation) => {
      if ("timers" in conversation) receiveConversation(conversation)
    }),
    connection.on("event", (event) => {
      receiveEvent(event)
      confirmSent(event)
    }),
    connection.on("erased", ({ conversationIds }) => {
      forgetErased(conversationIds)
      forgetConversations(conversationIds)
    }),
    connection.on("typing", receiveTyping),
    connection.on("seen", receiveSeen),
    connection.on("presence", receivePresence),
    connection.on("settings", receiveSettings),
    connection.on("site", ({ site }) => {
      if (site) receiveSite(site)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Asks for all that the panel opens with, then goes on where the line was lost. */
async function begin(): Promise<void> {
  beginSnapshot()
  const reply = await connection.call("agent.start", {})
  if (reply.ok) {
    takeIn(reply.data)
    startOutbox(reply.data.me.id)
    await resumeOpened()
    return
  }
  noticeRefusal(reply.error)
  // A line that broke again begins by itself; a server that could not answer is asked once more.
  if (connection.state.value === "online" && session.value !== "signed-out") {
    setTimeout(() => void begin(), reply.error.retryAfterMs ?? TRIES_AGAIN_AFTER_MS)
  }
}

function takeIn(start: Output<"agent.start">): void {
  batch(() => {
    setClock(start.now)
    if (knownEpoch !== null && knownEpoch !== start.epoch) letGo()
    knownEpoch = start.epoch
    me.value = start.me
    receiveAgents(start.agents)
    sites.value = start.sites
    receiveSettings(start)
    receiveWhereabouts(start.visitors, { all: true })
    forgetPages()
    receiveSnapshot(start.conversations)
    session.value = "signed-in"
  })
}

/** The server's database was restored: it knows less than what is held here, which it will never tell of again. */
function letGo(): void {
  forgetHeld()
  forgetInbox()
}

/** What one agent saw is not left for the next one at this desk. */
function forget(): void {
  batch(() => {
    stopOutbox()
    forgetOpened()
    forgetInbox()
    forgetOffers()
    forgetPages()
    forgetPeople()
    cursor.value = null
    query.value = ""
    helpOpen.value = false
  })
}
