import { Pencil, Plus } from "lucide"
import { useEffect, useRef, useState } from "preact/hooks"
import { plainName } from "../../../shared/plain-name"
import { t } from "../../locales"
import { Icon } from "../../parts/icon"
import { type ContactField, saveContact } from "../../state/actions"

type EditableFieldProps = { contactId: string; field: ContactField; value: string | null }

/** Something known of a person, changed where it stands: Enter or leaving keeps it, Esc does not. */
export function EditableField({ contactId, field, value }: EditableFieldProps) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // A name that nobody could see is none.
  const known = plainName(value ?? "")
  const done = () => {
    setEditing(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <div class="editable">
      <dt>{t.person[field]}</dt>
      <dd>
        {editing ? (
          <Editor contactId={contactId} field={field} value={value} onDone={done} />
        ) : (
          <button
            ref={button}
            type="button"
            class="editable-value"
            title={known || t.person.add[field]}
            aria-label={known ? `${known}. ${t.person.edit[field]}` : t.person.add[field]}
            onClick={() => setEditing(true)}
          >
            <bdi class="one-line" data-absent={known === ""}>
              {known || t.person.add[field]}
            </bdi>
            <Icon node={known ? Pencil : Plus} />
          </button>
        )}
      </dd>
    </div>
  )
}

const INPUT_MODE = { name: "text", email: "email", phone: "tel" } as const

function Editor({ contactId, field, value, onDone }: EditableFieldProps & { onDone: () => void }) {
  const [wrong, setWrong] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  async function save(): Promise<void> {
    const written = input.current?.value.trim() || null
    if (settled.current) return
    settled.current = true
    const problem = written === value ? null : await saveContact(contactId, field, written)
    if (problem === null) return onDone()
    settled.current = false
    setWrong(problem)
  }
  function cancel(): void {
    settled.current = true
    onDone()
  }
  return (
    <>
      <input
        ref={input}
        type="text"
        inputMode={INPUT_MODE[field]}
        dir="auto"
        autoComplete="off"
        aria-label={t.person[field]}
        aria-invalid={wrong !== null}
        aria-describedby={`wrong-${field}`}
        defaultValue={value ?? ""}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.isComposing) void save()
          if (event.key === "Escape") cancel()
        }}
      />
      <p id={`wrong-${field}`} class="field-error" role="alert">
        {wrong}
      </p>
    </>
  )
}
