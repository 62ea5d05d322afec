import { useState } from "preact/hooks"
import type { CallError } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { errorText } from "../../state/actions"

type ConfirmProps = {
  title: string
  says: string
  does: string
  act: () => Promise<CallError | null>
  onClose: () => void
}

/** Asks before something that cannot be undone. Cancel has the focus, so that Enter takes nothing away. */
export function Confirm({ title, says, does, act, onClose }: ConfirmProps) {
  const [error, setError] = useState<CallError | null>(null)
  const [going, setGoing] = useState(false)

  async function go() {
    if (going) return
    setGoing(true)
    const failure = await act()
    setGoing(false)
    setError(failure)
    if (failure === null) onClose()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <p>{says}</p>
      {error && (
        <p class="field-error" role="alert">
          {errorText(error)}
        </p>
      )}
      <div class="dialog-foot">
        <Button autofocus onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button look="danger" aria-disabled={going} onClick={() => void go()}>
          {does}
        </Button>
      </div>
    </Dialog>
  )
}
