import { randomUUID } from "node:crypto"
import type { Socket } from "socket.io-client"
import { ERROR_STATUS } from "../../../shared/protocol/reply"
import type { CallName, Reply } from "../../../shared/protocol/types"
import { post } from "../people"
import { type Cast, openLine, type Vera } from "./cast"
import type { ActorName } from "./who-may"

export const TRANSPORTS = ["http", "socket"] as const
type Transport = (typeof TRANSPORTS)[number]

/** One cell: who asks for what, over what. */
export type Trial = { actor: ActorName; name: CallName; transport: Transport; vera: Vera; input: unknown }

export type Trials = {
  /** Makes the call and gives its reply. */
  attempt(trial: Trial): Promise<Reply<unknown>>
  close(): void
}

/** These make another person of a line, or end it. */
const CHANGE_THE_LINE: readonly CallName[] = ["visitor.start", "agent.save"]

/** Tries cells, keeping the lines of those who come again. */
export function createTrials(cast: Cast): Trials {
  const lines = new Map<string, Promise<Socket | string>>()

  function lineOf({ actor, vera }: Trial): Promise<Socket | string> {
    const key = actor === "Vera" ? vera.token : actor
    const line = lines.get(key) ?? openLine(cast.server, cast.shown(actor, vera))
    lines.set(key, line)
    return line
  }

  function close(): void {
    for (const line of lines.values()) void line.then((open) => typeof open !== "string" && open.disconnect())
    lines.clear()
  }

  return {
    close,
    async attempt(trial) {
      const { actor, name, transport, vera, input } = trial
      if (transport === "http") return (await post(cast.server, name, input, cast.shown(actor, vera).headers)).reply
      if (CHANGE_THE_LINE.includes(name)) close()
      const line = await lineOf(trial)
      // Whoever is turned away at the door asks nothing.
      if (line === "unauthenticated") return { ok: false, error: { code: line, message: "No line." } }
      if (typeof line === "string") throw new Error(`the line of ${actor} was refused: ${line}`)
      const reply: Reply<unknown> = await line.timeout(5_000).emitWithAck(name, input)
      if (CHANGE_THE_LINE.includes(name)) close()
      return reply
    },
  }
}

/** How it went, in the table's words. */
export function outcomeOf(reply: Reply<unknown>): string {
  return reply.ok ? "yes" : String(ERROR_STATUS[reply.error.code])
}

/** The same question about a conversation and a contact that do not exist. */
export function aboutNothing(input: unknown, { conversationId, contactId }: Vera): unknown {
  const asked = JSON.stringify(input)
  return JSON.parse(asked.replaceAll(conversationId, randomUUID()).replaceAll(contactId, randomUUID()))
}
