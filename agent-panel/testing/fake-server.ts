import { signal } from "@preact/signals"
import type { Connection, ConnectionState } from "../../shared/client/connection"
import type { CallName, Output, Pushes, Reply } from "../../shared/protocol/types"

type Made = { name: CallName; input: Record<string, unknown> }
type Answers = {
  [Name in CallName]?: (input: Record<string, unknown>) => Reply<Output<Name>> | Promise<Reply<Output<Name>>>
}

const state = signal<ConnectionState>("connecting")
const hearing = new Map<string, Set<(push: never) => void>>()

function listen(name: string, hear: (push: never) => void): () => void {
  hearing.set(name, (hearing.get(name) ?? new Set()).add(hear))
  return () => hearing.get(name)?.delete(hear)
}

/** Stands in for the server at the only place where the panel meets it: its one connection. */
export const server = {
  /** What the panel has asked for, in order. */
  made: [] as Made[],
  /** What is answered; a call without an answer succeeds with nothing in it. */
  answers: {} as Answers,

  madeOf: (name: CallName) => server.made.filter((call) => call.name === name).map((call) => call.input),

  push<Name extends keyof Pushes>(name: Name, push: Pushes[Name]): void {
    for (const hear of hearing.get(name) ?? []) hear(push as never)
  },

  comeOnline(): void {
    state.value = "online"
    for (const start of hearing.get("connect") ?? []) start(undefined as never)
  },

  dropLine(): void {
    state.value = "offline"
  },
}

async function call(name: CallName, input: Record<string, unknown>): Promise<Reply<unknown>> {
  if (state.value !== "online") return { ok: false, error: { code: "unavailable", message: "There is no connection." } }
  server.made.push({ name, input })
  const answer = server.answers[name]
  return answer ? await answer(input) : { ok: true, data: {} }
}

export const connection: Connection = {
  state,
  call: call as Connection["call"],
  on: (name, hear) => listen(name, hear as (push: never) => void),
  onConnect: (start) => listen("connect", start),
  connect: () => {},
  close: () => {},
}
