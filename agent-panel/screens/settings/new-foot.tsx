import type { CallError } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { errorText } from "../../state/actions"
import { navigate, type Route } from "../../state/route"

type NewFootProps = {
  words: { create: string; creating: string }
  going: boolean
  error: CallError | null
  /** Where Cancel leads. */
  back: Route
}

/** The foot of a form that makes something new: what is wrong, the button that makes it, and the way back. */
export function NewFoot({ words, going, error, back }: NewFootProps) {
  return (
    <div class="settings-actions draft-actions" data-in-reach="true">
      {error && (
        <p class="field-error" role="alert">
          {errorText(error)}
        </p>
      )}
      <Button type="submit" look="strong" aria-disabled={going}>
        {going ? words.creating : words.create}
      </Button>
      <Button look="quiet" onClick={() => navigate(back)}>
        {t.common.cancel}
      </Button>
    </div>
  )
}
