import type { CallError, Policy, PolicyTargets } from "../../shared/protocol/types"
import { receivePolicy } from "./people"
import { ask } from "./settings-loaded"

export const TARGET_MIN_MS = 5_000
export const TARGET_MAX_MS = 7 * 86_400_000

export async function saveTargets({ id }: Policy, targets: PolicyTargets): Promise<CallError | null> {
  const reply = await ask("policy.save", { id, targets })
  if (!reply.ok) return reply.error
  receivePolicy(reply.data.policy)
  return null
}
