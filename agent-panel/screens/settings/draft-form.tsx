import { History } from "lucide"
import type { ComponentChildren, TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { CallError } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { errorText } from "../../state/actions"
import type { Draft } from "../../state/settings-drafts"
import { say } from "../../state/toasts"
import { isOwner } from "./section"

type DraftFormProps = {
  draft: Pick<Draft<never>, "changed" | "overtaken" | "discard">
  /** Whether what is typed can be saved. Where it cannot, trying shows what is wrong and goes there. */
  fits: boolean
  save: () => Promise<CallError | null>
  /** Whether what the server said is shown at a field, which then is gone to. */
  isSaidAtField?: (failure: CallError) => boolean
  children: (tried: boolean) => ComponentChildren
}

/** A form over what is stored: saves what was typed, or lets it go, and says so where somebody else was there meanwhile. */
export function DraftForm({ draft, fits, save, isSaidAtField, children }: DraftFormProps) {
  const [going, setGoing] = useState(false)
  const [tries, setTries] = useState(0)
  const [error, setError] = useState<CallError | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [tries])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going || !draft.changed) return
    if (!fits) return setTries(tries + 1)
    setGoing(true)
    const failure = await save()
    setGoing(false)
    if (failure !== null && isSaidAtField?.(failure)) return setTries(tries + 1)
    setError(failure)
    if (failure !== null) return
    discard()
    say(words.saved)
  }

  function discard() {
    draft.discard()
    setTries(0)
    setError(null)
  }

  return (
    <form ref={form} class="draft-form" onSubmit={submit} noValidate>
      {children(tries > 0)}
      {isOwner() && (
        <div class="settings-actions draft-actions" data-in-reach={draft.changed}>
          {draft.overtaken && <Overtaken />}
          {error && (
            <p class="field-error" role="alert">
              {errorText(error)}
            </p>
          )}
          <Button type="submit" look="strong" disabled={!draft.changed} aria-disabled={going}>
            {going ? words.saving : words.save}
          </Button>
          {draft.changed && (
            <Button look="quiet" onClick={discard}>
              {draft.overtaken ? words.takeTheirs : words.discard}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

function Overtaken() {
  return (
    <p class="draft-overtaken" role="status">
      <Icon node={History} />
      {words.overtaken}
    </p>
  )
}
