import "./hours-import.css"
import { FileUp } from "lucide"
import { useEffect, useRef, useState } from "preact/hooks"
import type { Temporal } from "temporal-polyfill"
import { words } from "../../locales/holidays"
import { Button } from "../../parts/button"
import { spanFrom, withHolidays } from "../../state/calendar-file/choice"
import type { Holiday, Holidays } from "../../state/calendar-file/holidays-in"
import { readHolidays, type Unread } from "../../state/calendar-file/read-holidays"
import type { OtherDay } from "../../state/settings-hours"
import { say } from "../../state/toasts"
import { HolidaysDialog } from "./hours-import-dialog"
import { useDroppedFiles } from "./use-dropped-files"

type HoursImportProps = {
  days: readonly OtherDay[]
  today: Temporal.PlainDate
  timeZone: string
  onTake: (days: OtherDay[]) => void
}

type State =
  | { now: "waiting" | "reading" | "several" }
  | { now: "unread"; file: string; why: Unread }
  | { now: "found"; file: string; holidays: Holidays }

/** Takes holidays from a calendar file: it is chosen or dropped, read, looked through and taken over. */
export function HoursImport({ days, today, timeZone, onTake }: HoursImportProps) {
  const [state, setState] = useState<State>({ now: "waiting" })
  const input = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const span = spanFrom(today, timeZone)
  const isBusy = state.now === "reading" || state.now === "found"
  const isOver = useDroppedFiles((files) => void read(files))
  const wasFound = useRef(false)
  useEffect(() => {
    // Back where it began, once what lay over it is gone.
    if (wasFound.current) place.current?.querySelector("button")?.focus()
    wasFound.current = state.now === "found"
  }, [state])

  async function read([file, ...others]: readonly File[]) {
    if (file === undefined || isBusy) return
    if (others.length > 0) return setState({ now: "several" })
    setState({ now: "reading" })
    const read = await readHolidays(file, span)
    if ("wrong" in read) setState({ now: "unread", file: file.name, why: read })
    else setState({ now: "found", file: file.name, holidays: read })
  }

  function pick() {
    if (!isBusy) input.current?.click()
  }

  function take(taken: readonly Holiday[]) {
    setState({ now: "waiting" })
    onTake(withHolidays(days, taken))
    say(words.taken(taken.length))
  }

  return (
    <div ref={place} class="hours-import">
      <Button icon={FileUp} aria-disabled={isBusy} onClick={pick}>
        {state.now === "reading" ? words.reading : words.pick}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        hidden
        aria-label={words.pick}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // So that the same file can be chosen once more.
          event.currentTarget.value = ""
          void read(files)
        }}
      />
      <p class="field-hint">
        {words.pickSays} <span class="drop-hint">{words.drop}</span>
      </p>
      {state.now === "several" && <Wrong text={words.several} />}
      {state.now === "unread" && <Wrong text={`${words.unread(state.file)} ${reason(state.why)}`} />}
      {isOver && !isBusy && <p class="drop-here">{words.dropNow}</p>}
      {state.now === "found" && (
        <HolidaysDialog
          file={state.file}
          holidays={state.holidays}
          until={span.until}
          days={days}
          onTake={take}
          onClose={() => setState({ now: "waiting" })}
        />
      )}
    </div>
  )
}

const Wrong = ({ text }: { text: string }) => (
  <p class="field-error" role="alert" dir="auto">
    {text}
  </p>
)

function reason(why: Unread): string {
  return why.wrong === "line" ? words.wrongLine(why.line, why.says) : words.wrong[why.wrong]
}
