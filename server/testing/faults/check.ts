import type { History, Said, Sent, Sight } from "./history"

/** What is wrong with a history, each as a sentence. All empty: nothing was lost, and everybody saw the same. */
export type Findings = {
  /** Acknowledged, and somebody does not have it. */
  lost: string[]
  /** There twice, under one id or two. */
  doubled: string[]
  /** There, though nobody sent it, or not so, or it was refused. */
  phantom: string[]
  /** A sender's messages in another order than they were sent in. */
  reordered: string[]
  /** Two observers of one conversation do not hold the same. */
  disagreeing: string[]
}

export function check({ sends, sights }: History): Findings {
  const byId = new Map(sends.map((sent) => [sent.id, sent]))
  const byConversation = grouped(sights)
  return {
    lost: sends.flatMap((sent) => lost(sent, byConversation)),
    doubled: [...sights.flatMap(doubled), ...inTwoConversations(sights)],
    phantom: sights.flatMap((sight) => phantoms(sight, byId)),
    reordered: sights.flatMap((sight) => reordered(sight, byId)),
    disagreeing: [...byConversation.values()].flatMap(disagreeing),
  }
}

export function countOf(findings: Findings): number {
  return Object.values(findings).reduce((count, found) => count + found.length, 0)
}

type Group = readonly (Sight & { ids: ReadonlySet<string> })[]

function grouped(sights: readonly Sight[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const sight of sights) {
    const ids = new Set(sight.messages.map(({ id }) => id))
    groups.set(sight.conversationId, [...(groups.get(sight.conversationId) ?? []), { ...sight, ids }])
  }
  return groups
}

function lost(sent: Sent, byConversation: ReadonlyMap<string, Group>): string[] {
  if (sent.outcome !== "ok") return []
  const sights = byConversation.get(sent.conversationId ?? "") ?? []
  if (sights.length === 0) return [`${named(sent)} was acknowledged, and nobody looked where it should be`]
  return sights
    .filter(({ ids }) => !ids.has(sent.id))
    .map(({ observer }) => `${observer} does not have ${named(sent)}, which was acknowledged`)
}

function doubled({ observer, messages }: Sight): string[] {
  return [...repeated(messages, ({ id }) => id), ...repeated(distinct(messages), ({ body }) => body)].map(
    (message) => `${observer} has ${quoted(message)} twice`,
  )
}

function inTwoConversations(sights: readonly Sight[]): string[] {
  const places = new Map<string, Set<string>>()
  for (const { conversationId, messages } of sights) {
    for (const { body } of messages) places.set(body, (places.get(body) ?? new Set()).add(conversationId))
  }
  return [...places].filter(([, where]) => where.size > 1).map(([body]) => `"${body}" stands in two conversations`)
}

function phantoms({ observer, conversationId, messages }: Sight, byId: ReadonlyMap<string, Sent>): string[] {
  return messages.flatMap((message) => {
    const sent = byId.get(message.id)
    if (!sent) return [`${observer} has ${quoted(message)}, which nobody sent`]
    if (sent.body !== message.body) return [`${observer} has ${quoted(message)}, where ${named(sent)} was sent`]
    if (sent.outcome === "fail") return [`${observer} has ${named(sent)}, which was refused`]
    const isElsewhere = sent.conversationId !== null && sent.conversationId !== conversationId
    return isElsewhere ? [`${observer} has ${named(sent)} in a conversation it does not belong to`] : []
  })
}

function reordered({ observer, messages }: Sight, byId: ReadonlyMap<string, Sent>): string[] {
  const latest = new Map<string, Sent>()
  return distinct(messages).flatMap(({ id }) => {
    const sent = byId.get(id)
    if (!sent) return []
    const before = latest.get(sent.sender)
    latest.set(sent.sender, sent)
    return before && before.place > sent.place ? [`${observer} has ${named(sent)} after ${named(before)}`] : []
  })
}

function disagreeing([first, ...others]: readonly Sight[]): string[] {
  if (!first) return []
  const order = ({ messages }: Sight) => messages.map(({ id }) => id).join(" ")
  return others
    .filter((other) => order(other) !== order(first))
    .map(({ observer }) => `${observer} and ${first.observer} do not hold the same of ${first.conversationId}`)
}

function repeated(messages: readonly Said[], key: (message: Said) => string): Said[] {
  const seen = new Set<string>()
  return messages.filter((message) => seen.size === seen.add(key(message)).size)
}

const distinct = (messages: readonly Said[]) => [...new Map(messages.map((each) => [each.id, each])).values()]
const quoted = ({ body }: Said) => `"${body}"`
const named = ({ body, sender }: Sent) => `"${body}" by ${sender}`
