import { Download, Trash2 } from "lucide"
import { useState } from "preact/hooks"
import type { CallError, Contact } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { Button } from "../../parts/button"
import { errorText } from "../../state/actions"
import { eraseContact, exportContact } from "../../state/personal-data"
import { say } from "../../state/toasts"
import { Confirm } from "../settings/confirm"
import { offerFile } from "./offer-file"

/** What a person may ask an owner for: a copy of all that is known of them, and that none of it is. */
export function PersonalData({ contact }: { contact: Contact }) {
  const [erasing, setErasing] = useState(false)
  const [going, setGoing] = useState(false)
  const name = contactName(contact)

  async function take() {
    if (going) return
    setGoing(true)
    const given = await exportContact(contact.id)
    setGoing(false)
    if ("code" in given) return say(errorText(given))
    offerFile(`${contact.id}.zip`, given)
    say(t.person.exported(name))
  }

  async function erase(): Promise<CallError | null> {
    const failure = await eraseContact(contact.id)
    if (failure === null) say(t.person.erased(name))
    return failure
  }

  return (
    <section class="person-data" aria-label={t.person.data}>
      <Button look="quiet" icon={Download} aria-disabled={going} aria-busy={going} onClick={() => void take()}>
        {going ? t.person.exporting : t.person.export}
      </Button>
      <Button look="quiet" icon={Trash2} onClick={() => setErasing(true)}>
        {t.person.erase}
      </Button>
      {erasing && (
        <Confirm
          title={t.person.eraseTitle(name)}
          says={t.person.eraseSays}
          does={t.person.eraseDo}
          act={erase}
          onClose={() => setErasing(false)}
        />
      )}
    </section>
  )
}
