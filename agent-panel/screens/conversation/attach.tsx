import "./files.css"
import { Paperclip, RotateCcw, X } from "lucide"
import { useEffect, useRef, useState } from "preact/hooks"
import { type Carried, mayHeal, type Tray } from "../../../shared/client/files/tray"
import { t } from "../../locales"
import { IconButton } from "../../parts/button"

/** What a browser offers to choose from; the server looks for itself. */
const OFFERED = "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.csv,.zip,.docx,.xlsx"

/** The button with which files are chosen. */
export function AttachButton({ tray }: { tray: Tray }) {
  const input = useRef<HTMLInputElement>(null)
  const take = () => {
    tray.add(input.current?.files ?? [])
    if (input.current) input.current.value = ""
  }
  return (
    <>
      <input ref={input} type="file" multiple hidden accept={OFFERED} onChange={take} />
      <IconButton icon={Paperclip} label={t.files.attach} onClick={() => input.current?.click()} />
    </>
  )
}

/** Files on their way into the reply. */
export function FilesToSend({ tray }: { tray: Tray }) {
  const carried = tray.carried.value
  if (carried.length === 0) return null
  return (
    <ul class="files-to-send" aria-label={t.files.list}>
      {carried.map((each) => (
        <OnItsWay key={each.key} carried={each} tray={tray} />
      ))}
    </ul>
  )
}

function OnItsWay({ carried, tray }: { carried: Carried; tray: Tray }) {
  const { key, name, size, sent, attachment, failed, follows } = carried
  return (
    <li data-failed={failed !== undefined}>
      <bdi class="one-line">{attachment?.name ?? name}</bdi>
      {failed ? (
        <>
          <span role="status">{whyNot(failed)}</span>
          {mayHeal(failed) && <IconButton icon={RotateCcw} label={t.common.retry} onClick={() => tray.retry(key)} />}
        </>
      ) : (
        <>
          {follows && <span>{t.files.follows}</span>}
          {!attachment && <progress max={size} value={sent} aria-label={name} />}
        </>
      )}
      <IconButton icon={X} label={t.files.remove(name)} onClick={() => tray.remove(key)} />
    </li>
  )
}

function whyNot(failed: NonNullable<Carried["failed"]>): string {
  if (failed === "too_large") return t.files.tooLarge
  if (failed === "invalid_input") return t.files.notTaken
  return failed === "unavailable" ? t.files.noRoom : t.files.failed
}

/** Takes what is pasted into the field. */
export function pastedInto(tray: Tray): (event: ClipboardEvent) => void {
  return (event) => {
    const copied = event.clipboardData
    // What was copied from a text is a text, though a picture of it comes along.
    if (!copied?.files.length || copied.types.includes("text/plain")) return
    event.preventDefault()
    tray.add(copied.files)
  }
}

/** Takes what is dropped on the conversation, and tells while something is held over it. */
export function DropHere({ tray }: { tray: Tray }) {
  const mark = useRef<HTMLParagraphElement>(null)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const pane = mark.current?.closest<HTMLElement>(".conversation")
    const listening = new AbortController()
    const { signal } = listening
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      setOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!pane?.contains(relatedTarget as Node | null)) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      tray.add(event.dataTransfer.files)
    }
    pane?.addEventListener("dragover", hold, { signal })
    pane?.addEventListener("dragleave", leave, { signal })
    pane?.addEventListener("drop", drop, { signal })
    return () => listening.abort()
  }, [tray])
  return (
    <p class="drop-here" ref={mark} data-over={isOver} aria-hidden="true">
      {t.files.drop}
    </p>
  )
}
