import type { CallError, Policy } from "../../shared/protocol/types"
import { createDrafts, type Draft } from "./settings-drafts"
import type { Ladder } from "./settings-ladder-steps"
import { isUsual, savePolicy } from "./settings-policies"

const drafts = createDrafts<{ ladder: Ladder }>()

export const ladderDraft = ({ id, ladder }: Policy): Draft<{ ladder: Ladder }> => drafts(id, { ladder })

export const saveLadder = (policy: Policy, ladder: Ladder): Promise<CallError | null> =>
  savePolicy(policy, { ladder: isUsual(ladder) ? null : [...ladder] })
