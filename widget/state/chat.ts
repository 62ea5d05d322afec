import { computed, effect, signal, untracked } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import { timeline } from "../../shared/client/timeline/timeline"
import type { Look } from "../../shared/protocol/types"
import type { Command } from "../api"
import type { Later } from "../later/later"
import { createClock } from "./clock"
import { createContact } from "./contact"
import { createDelivery } from "./delivery"
import { createQuestions } from "./questions"
import { createReading } from "./reading"
import type { Shelf } from "./shelf"
import { createSound } from "./sound"
import { createThread } from "./thread"
import { createTypingNotice } from "./typing"
import { createVisit, type Start } from "./visit"
import { createWait } from "./wait"
import { countInTitle, createWindow } from "./window"

export type ChatParts = {
  connection: Connection
  shelf: Shelf
  /** What this tab alone keeps. */
  tab: Shelf
  site: string
  locale: string
  paint: (look: Partial<Look>) => void
}

export type Chat = ReturnType<typeof createChat>

const ME = { kind: "visitor" } as const
/** Hours open and close: so long, what was told of them is taken for true. */
const TOLD_HOLDS_MS = 60_000
const ignore = () => {}
const dayOf = (at: number) => new Date(at).toDateString()

/** Everything the views read and may do. */
export function createChat({ connection, shelf, tab, site, locale, paint }: ChatParts) {
  const clock = createClock()
  const window = createWindow(tab)
  const thread = createThread(connection)
  const visit = createVisit({ connection, shelf, site, locale, hear: begin })
  const delivery = createDelivery({ connection, shelf, clock, visit, thread })
  const contact = createContact({ connection, shelf, visit, thread })
  const sound = createSound(shelf)
  const reading = createReading({ connection, thread, window, ring: sound.ring })
  const draft = signal(shelf.read("draft") ?? "")
  const tried = signal<Partial<Look>>({})
  const items = computed(() => timeline(thread.events.value, delivery.pending.value, ME, dayOf))
  const typing = createTypingNotice((on) => {
    const conversationId = thread.conversation.value?.id
    if (conversationId) void connection.call("typing.set", { conversationId, on })
  })

  const later = signal<Later>()
  countInTitle(thread.unread)
  effect(() => thread.events.value.forEach(delivery.confirm))
  const look = computed<Partial<Look>>(() => ({ ...visit.started.value?.site.look, ...tried.value }))
  effect(() => paint(look.value))

  let toldAt = 0
  let heldFor = ""
  effect(() => {
    const isRead = window.opened.value && window.pageVisible.value
    if (isRead && visit.ready.peek() && clock.time() - toldAt > TOLD_HOLDS_MS) void untracked(visit.start)
  })

  function begin({ now, conversation, events, epoch, contact }: Start): void {
    clock.correct(now)
    toldAt = now
    if (heldFor !== epoch + contact.id || !conversation) thread.forget()
    heldFor = epoch + contact.id
    if (conversation) thread.adopt(conversation, events)
    delivery.flush()
    // What does not come is fetched with the next line.
    import("../later/later").then((came) => {
      later.value ??= came.createLater({ connection, visit, locale, delivery })
    }, ignore)
  }

  function signOut(): void {
    for (const kept of [shelf, tab]) for (const key of kept.keys("")) kept.write(key, null)
    write("")
    delivery.reload()
    visit.identify()
  }

  function write(text: string): void {
    draft.value = text
    shelf.write("draft", text || null)
  }

  return {
    line: connection.state,
    isLasting: shelf.isLasting,
    started: visit.started,
    refused: visit.refused,
    conversation: thread.conversation,
    agent: thread.agent,
    typing: thread.typing,
    unread: thread.unread,
    hasOlder: thread.hasOlder,
    loadOlder: thread.loadOlder,
    delay: thread.delay,
    items,
    questions: createQuestions({ items, send: delivery.send }),
    wait: createWait({ conversation: thread.conversation, events: thread.events, clock }),
    greeting: computed(() => look.value.greeting ?? null),
    latest: reading.latest,
    opened: window.opened,
    open: window.open,
    close: window.close,
    clock,
    contact,
    sound,
    draft,
    later,
    /** Keeps what stands in the field, so that it is there on the next page too. */
    type(text: string): void {
      write(text)
      if (text) typing.typed()
      else typing.stopped()
    },
    send(): void {
      const body = draft.value.trim()
      const attachments = later.value?.take()
      if (!body && !attachments?.[0]) return
      write("")
      typing.stopped()
      delivery.send(body, attachments)
    },
    retry: delivery.retry,
    discard: delivery.discard,
    obey(command: Command): void {
      const [name, said] = command
      if (name === "open") window.open()
      else if (name === "close") window.close()
      else if (name === "contact") contact.toldByPage(said)
      else if (name === "message") write(String(said))
      else if (name === "identify") visit.identify(said)
      else if (name === "signOut") signOut()
      else if (name === "look") tried.value = { ...tried.value, ...said }
    },
  }
}
