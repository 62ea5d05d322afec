import type { TargetedSubmitEvent } from "preact"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import type { Site } from "../../../../shared/protocol/types"
import { t } from "../../../locales"
import { identityWords as words } from "../../../locales/identity"
import { Button } from "../../../parts/button"
import { Dialog } from "../../../parts/dialog"
import { errorText } from "../../../state/actions"
import { makeIdentity } from "../../../state/settings-identity"
import { say } from "../../../state/toasts"

/** Takes the public half of a key, for sites that keep their secret to themselves. */
export function PublicKeyDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const [wrong, setWrong] = useState<string | undefined>()
  const [going, setGoing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const publicKey = field.current?.value.trim() ?? ""
    if (!looksLikeKey(publicKey)) {
      setWrong(words.keyWrong)
      return field.current?.focus()
    }
    if (going) return
    setGoing(true)
    const made = await makeIdentity(site.id, publicKey)
    setGoing(false)
    if ("code" in made) return setWrong(made.code === "invalid_input" ? words.keyWrong : errorText(made))
    say(words.keyTaken)
    onClose()
  }

  return (
    <Dialog title={words.takeKey} onClose={onClose}>
      <form class="settings-form" onSubmit={submit} noValidate>
        <p>{words.keySays}</p>
        <div class="text-field">
          <label for={id}>{words.key}</label>
          <textarea
            ref={field}
            id={id}
            class="identity-key"
            rows={4}
            dir="ltr"
            spellcheck={false}
            aria-invalid={wrong !== undefined}
            aria-describedby={`${id}-below`}
            placeholder={"-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----"}
          />
          <p id={`${id}-below`} class={wrong ? "field-error" : "field-hint"} role={wrong ? "alert" : undefined}>
            {wrong ?? words.keyHint}
          </p>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" look="strong" aria-disabled={going}>
            {words.keyDo}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A private key is not even sent. */
const looksLikeKey = (text: string) => /^-----BEGIN PUBLIC KEY-----\s/.test(text) && !text.includes("PRIVATE")
