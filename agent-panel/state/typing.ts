import { signal } from "@preact/signals"
import type { Person, Pushes } from "../../shared/protocol/types"
import { connection } from "./client"
import { me } from "./people"

const FADES_AFTER_MS = 6_000
const TELLS_EVERY_MS = 2_000

type Typists = ReadonlyMap<string, readonly Person[]>

const typing = signal<Typists>(new Map())
const fades = new Map<string, ReturnType<typeof setTimeout>>()

/** Who types in a conversation right now, but for oneself. */
export function typistsIn(conversationId: string): readonly Person[] {
  return typing.value.get(conversationId) ?? NOBODY
}

const NOBODY: readonly Person[] = []

export function receiveTyping({ conversationId, by, on }: Pushes["typing"]): void {
  if (by.kind === "agent" && by.id === me.value?.id) return
  const key = `${conversationId} ${by.kind} ${by.id ?? ""}`
  clearTimeout(fades.get(key))
  fades.delete(key)
  setTyping(conversationId, by, on)
  if (on) {
    const fade = setTimeout(() => receiveTyping({ conversationId, by, on: false }), FADES_AFTER_MS)
    fades.set(key, fade)
  }
}

function setTyping(conversationId: string, by: Person, on: boolean): void {
  const others = typistsIn(conversationId).filter((person) => person.kind !== by.kind || person.id !== by.id)
  const next = new Map(typing.value)
  if (on) next.set(conversationId, [...others, by])
  else if (others.length > 0) next.set(conversationId, others)
  else next.delete(conversationId)
  typing.value = next
}

let told: { conversationId: string; at: number } | null = null
let idle: ReturnType<typeof setTimeout> | undefined

/** Tells the visitor that a reply is being written, at most every two seconds. */
export function tellTyping(conversationId: string): void {
  clearTimeout(idle)
  idle = setTimeout(stopTyping, FADES_AFTER_MS)
  const at = Date.now()
  if (told?.conversationId === conversationId && at - told.at < TELLS_EVERY_MS) return
  if (told && told.conversationId !== conversationId) stopTyping()
  told = { conversationId, at }
  void connection.call("typing.set", { conversationId, on: true })
}

/** Tells that nothing is being written any more: it was sent, emptied or left. */
export function stopTyping(): void {
  clearTimeout(idle)
  if (!told) return
  void connection.call("typing.set", { conversationId: told.conversationId, on: false })
  told = null
}
