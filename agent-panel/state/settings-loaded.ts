import { type Signal, signal } from "@preact/signals"
import type { CallError, CallName, Input, Output, Reply } from "../../shared/protocol/types"
import { connection } from "./client"
import { noticeRefusal } from "./session"

/** Something that is fetched when a screen opens. What was there stays while it is fetched again. */
export type Loaded<T> = { state: "loading" } | { state: "failed"; error: CallError } | { state: "there"; value: T }

export type Fetched<T> = {
  readonly shown: Signal<Loaded<T>>
  fetch(): Promise<void>
  /** Changes what is there, after a call that changed it on the server. */
  change(next: (value: T) => T): void
}

/** What is asked for may depend on the moment at which it is fetched. */
export function fetched<Name extends CallName, T>(
  name: Name,
  input: Input<Name> | (() => Input<Name>),
  pick: (output: Output<Name>, input: Input<Name>) => T,
): Fetched<T> {
  const shown = signal<Loaded<T>>({ state: "loading" })
  return {
    shown,
    async fetch() {
      const asked = typeof input === "function" ? input() : input
      const reply = await ask(name, asked)
      if (reply.ok) shown.value = { state: "there", value: pick(reply.data, asked) }
      else if (shown.value.state !== "there") shown.value = { state: "failed", error: reply.error }
    },
    change(next) {
      if (shown.value.state === "there") shown.value = { state: "there", value: next(shown.value.value) }
    },
  }
}

/** Makes a call over the line; a session that has ended leads back to signing in. */
export async function ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Output<Name>>> {
  const reply = await connection.call(name, input)
  if (!reply.ok) noticeRefusal(reply.error)
  return reply
}
