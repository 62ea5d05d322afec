import type { TargetedSubmitEvent } from "preact"
import { useEffect, useId, useRef, useState } from "preact/hooks"
import { DEFAULT_LOOK } from "../../../shared/default-look"
import type { CallError, Look, Site } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { errorText } from "../../state/actions"
import { isError, saveSite } from "../../state/settings-sites"
import { say } from "../../state/toasts"
import { LookFields } from "./look-fields"
import { isOwner, Part } from "./section"
import { SitePreview } from "./site-preview"

const GREETING_MAX_LENGTH = 300

type SiteFormProps = { site: Site | null; onMade: (id: string) => void; onLeave: () => void }

/** A site's name and look, with the real chat beside it wearing what is not saved yet. */
export function SiteForm({ site, onMade, onLeave }: SiteFormProps) {
  const [name, setName] = useState(site?.name ?? "")
  const [look, setLook] = useState(site?.look ?? DEFAULT_LOOK)
  const [going, setGoing] = useState(false)
  const [missing, setMissing] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const changed = site === null || name !== site.name || !sameLook(look, site.look)
  const readOnly = !isOwner()

  useEffect(() => {
    if (site === null || missing) nameField.current?.focus()
  }, [site, missing])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    setMissing(name.trim() === "")
    if (name.trim() === "") return
    setGoing(true)
    const identity = site ? { id: site.id } : {}
    const saved = await saveSite({ ...identity, name: name.trim(), allowedOrigins: site?.allowedOrigins ?? [], look })
    setGoing(false)
    if (isError(saved)) return setError(saved)
    setError(null)
    setName(saved.name)
    say(words.saved)
    if (site === null) onMade(saved.id)
  }

  function discard() {
    if (site === null) return onLeave()
    setName(site.name)
    setLook(site.look)
    setError(null)
  }

  return (
    <Part title={words.sites.look}>
      <div class="site-look">
        <form class="settings-form" onSubmit={submit} noValidate>
          <TextField
            label={words.sites.name}
            value={name}
            maxLength={100}
            readOnly={readOnly}
            hint={words.sites.nameHint}
            error={missing ? words.missing : undefined}
            inputRef={nameField}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <LookFields look={look} disabled={readOnly} onChange={setLook} />
          <Greeting
            text={look.greeting ?? ""}
            readOnly={readOnly}
            onChange={(text) => setLook({ ...look, greeting: text.trim() === "" ? null : text })}
          />
          {error && (
            <p class="field-error" role="alert">
              {errorText(error)}
            </p>
          )}
          {!readOnly && (
            <div class="settings-actions">
              <Button type="submit" look="strong" disabled={!changed} aria-disabled={going}>
                {going ? words.saving : words.save}
              </Button>
              {changed && (
                <Button look="quiet" onClick={discard}>
                  {words.discard}
                </Button>
              )}
            </div>
          )}
        </form>
        {site && <SitePreview siteId={site.id} look={look} />}
      </div>
    </Part>
  )
}

type GreetingProps = { text: string; readOnly: boolean; onChange: (text: string) => void }

function Greeting({ text, readOnly, onChange }: GreetingProps) {
  const id = useId()
  return (
    <div class="text-field">
      <label for={id}>{words.sites.greeting}</label>
      <textarea
        id={id}
        rows={3}
        dir="auto"
        maxLength={GREETING_MAX_LENGTH}
        value={text}
        readOnly={readOnly}
        aria-describedby={`${id}-below`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-below`} class="field-hint">
        {words.sites.greetingHint}
      </p>
    </div>
  )
}

const sameLook = (one: Look, other: Look) =>
  one.accent === other.accent && one.side === other.side && one.greeting === other.greeting
