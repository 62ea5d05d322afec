import type { Policy } from "../../../../shared/protocol/types"
import { isNamed, saveWhom, whomDraft } from "../../../state/settings-whom"
import { DraftForm } from "../draft-form"
import { isOwner } from "../section"
import { WhomFields } from "./whom-fields"
import { isDefault } from "./whom-in-words"

/** A policy's name, and whom it is for. */
export function PolicyWhom({ policy }: { policy: Policy }) {
  const draft = whomDraft(policy)
  return (
    <DraftForm draft={draft} fits={isNamed(draft.fields)} save={() => saveWhom(policy, draft)}>
      {(tried) => (
        <WhomFields
          whom={draft.fields}
          tried={tried}
          readOnly={!isOwner()}
          isDefault={isDefault(policy)}
          change={draft.change}
        />
      )}
    </DraftForm>
  )
}
