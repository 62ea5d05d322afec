import { isReply } from "../../../shared/timer"
import type { Work } from "../../feature"
import type { TimerRow } from "../../store/schema"
import { readRunning } from "../timers"

/** The wait that routing cares for: a reply that is owed, or after a hollow one the answer itself. */
export async function owedReply(work: Work): Promise<TimerRow | null> {
  if (work.conversation.status !== "open") return null
  const running = await readRunning(work.db, work.conversation.id)
  return running.find(isReply) ?? running.find(({ kind }) => kind === "answer") ?? null
}

/** Whether somebody is asked for it now: not before opening hours, nor where an owner lets people choose for themselves. */
export const isOffered = ({ offeredSince, kind }: TimerRow) => offeredSince !== null || kind === "answer"
