import "./composer.css"
import { Reply, SendHorizontal, StickyNote } from "lucide"
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { MESSAGE_MAX_LENGTH } from "../../../shared/message-length"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { Button } from "../../parts/button"
import { Icon, type IconNode } from "../../parts/icon"
import { useWish } from "../../parts/use-wish"
import { wishToWrite } from "../../state/composer"
import { draftOf, modeIn, saveDraft, setMode } from "../../state/drafts"
import { trayOf } from "../../state/files"
import { useConversation } from "../../state/inbox"
import { line } from "../../state/line"
import { type SpokenKind, sendSpoken } from "../../state/outbox"
import { stopTyping, tellTyping } from "../../state/typing"
import { AttachButton, DropHere, FilesToSend, pastedInto } from "./attach"
import { Instead } from "./instead"

/** Where one writes. A reply and a note are two fields with a draft each: neither can be sent as the other. */
export function Composer({ id }: { id: string }) {
  const kind = modeIn(id)
  return (
    <section class={`composer composer-${kind}`} aria-label={t.composer.label}>
      <div class="composer-top">
        <fieldset class="composer-modes">
          <legend class="unseen">{t.composer.label}</legend>
          <Mode id={id} kind="message" icon={Reply} label={t.composer.reply} shortcut="r" />
          <Mode id={id} kind="note" icon={StickyNote} label={t.composer.note} shortcut="n" />
        </fieldset>
        <Instead id={id} />
      </div>
      <Field key={`${id} ${kind}`} id={id} kind={kind} />
    </section>
  )
}

type ModeProps = { id: string; kind: SpokenKind; icon: IconNode; label: string; shortcut: string }

function Mode({ id, kind, icon, label, shortcut }: ModeProps) {
  const isChosen = modeIn(id) === kind
  const choose = () => {
    setMode(id, kind)
    wishToWrite.make()
  }
  return (
    <button
      type="button"
      class="composer-mode"
      aria-pressed={isChosen}
      title={`${label} (${shortcut})`}
      onClick={choose}
    >
      <Icon node={icon} />
      {label}
    </button>
  )
}

function Field({ id, kind }: { id: string; kind: SpokenKind }) {
  const [body, setBody] = useState(() => draftOf(id, kind))
  const field = useRef<HTMLTextAreaElement>(null)
  const tooMany = body.trim().length - MESSAGE_MAX_LENGTH
  // A note is for colleagues, and what it carries would be too: files go with replies.
  const tray = kind === "message" ? trayOf(id) : null
  const carries = tray?.carried.value.some(({ failed }) => !failed) ?? false
  const isSendable = (body.trim() !== "" || carries) && tooMany <= 0
  useWish(wishToWrite, () => takeFocus(field.current))
  useLayoutEffect(() => fitToText(field.current), [body])
  useEffect(() => stopTyping, [])

  const write = (text: string) => {
    setBody(text)
    saveDraft(id, kind, text)
    if (kind === "note") return
    if (text.trim() === "") stopTyping()
    else tellTyping(id)
  }
  const send = () => {
    if (!isSendable) return
    const attachments = tray?.take() ?? []
    if (body.trim() !== "" || attachments.length > 0) sendSpoken(id, kind, body.trim(), attachments)
    write("")
    field.current?.focus()
  }
  const placeholder = usePlaceholder(id, kind)
  return (
    <>
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        aria-label={placeholder}
        aria-describedby="composer-hint"
        placeholder={placeholder}
        value={body}
        onPaste={tray ? pastedInto(tray) : undefined}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") field.current?.blur()
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      {tray && <FilesToSend tray={tray} />}
      {tray && <DropHere tray={tray} />}
      <div class="composer-foot">
        {tray && <AttachButton tray={tray} />}
        <Hint id={id} tooMany={tooMany} />
        <Button
          look="strong"
          icon={kind === "note" ? StickyNote : SendHorizontal}
          disabled={!isSendable}
          onClick={send}
        >
          {kind === "note" ? t.composer.addNote : t.composer.send}
        </Button>
      </div>
    </>
  )
}

function usePlaceholder(id: string, kind: SpokenKind): string {
  const contact = useConversation(id).value?.contact
  if (kind === "note") return t.composer.notePlaceholder
  return contact ? t.composer.replyTo(contactName(contact)) : t.composer.reply
}

function Hint({ id, tooMany }: { id: string; tooMany: number }) {
  const isResolved = useConversation(id).value?.status === "resolved"
  if (tooMany > 0) {
    return (
      <p id="composer-hint" class="field-error" role="alert">
        {t.composer.tooLong(tooMany)}
      </p>
    )
  }
  const special = line.value !== "fine" ? t.composer.draftKept : isResolved ? t.composer.resolvedHint : null
  return (
    <p id="composer-hint" class="composer-hint" data-special={special !== null}>
      {special ?? t.composer.keys}
    </p>
  )
}

/** A wish to write, by key or by click, takes the focus to the end of what is there. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}

function fitToText(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}
