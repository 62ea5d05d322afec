import type { CallError, Session } from "../../shared/protocol/types"
import { ask, fetched } from "./settings-loaded"

/** Where one is signed in, the latest first. */
export const sessions = fetched("session.list", {}, (output) => output.sessions)

export async function endSession({ id }: Session): Promise<CallError | null> {
  const reply = await ask("session.revoke", { sessionId: id })
  if (!reply.ok && reply.error.code !== "not_found") return reply.error
  sessions.change((all) => all.filter((each) => each.id !== id))
  return null
}
