import { useState } from "preact/hooks"
import type { CallError, Site } from "../../../../shared/protocol/types"
import { t } from "../../../locales"
import { identityWords as words } from "../../../locales/identity"
import { Button } from "../../../parts/button"
import { Dialog } from "../../../parts/dialog"
import { errorText } from "../../../state/actions"
import { makeIdentity } from "../../../state/settings-identity"
import { CopyField } from "../copy-field"

type MakeSecretProps = { site: Site; replaces: boolean; onClose: () => void }

/** A new secret, shown once. Where there was one before, what was signed with it ends. */
export function MakeSecret({ site, replaces, onClose }: MakeSecretProps) {
  const [secret, setSecret] = useState<string | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [going, setGoing] = useState(false)

  async function make() {
    if (going) return
    setGoing(true)
    const made = await makeIdentity(site.id)
    setGoing(false)
    if ("code" in made) return setError(made)
    setSecret(made.secret ?? "")
  }

  if (secret !== null) {
    return (
      <Dialog title={words.secretTitle(site.name)} onClose={onClose}>
        <div class="settings-form">
          <p>{words.secretSays}</p>
          <CopyField label={words.secret} text={secret} takesFocus />
          <div class="dialog-foot">
            <Button onClick={onClose}>{words.done}</Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={replaces ? words.makeNew : words.make} onClose={onClose}>
      <p>{replaces ? words.replaces : words.makeSays}</p>
      {error && (
        <p class="field-error" role="alert">
          {errorText(error)}
        </p>
      )}
      <div class="dialog-foot">
        <Button autofocus onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button look="strong" aria-disabled={going} onClick={() => void make()}>
          {words.makeDo}
        </Button>
      </div>
    </Dialog>
  )
}
