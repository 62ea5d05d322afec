import { useState } from "preact/hooks"
import { t } from "../../locales"
import { dateAlone } from "../../locales/format"
import { words } from "../../locales/holidays"
import { Button } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { newDays, roomIn, tickedAtFirst } from "../../state/calendar-file/choice"
import type { Holiday, Holidays } from "../../state/calendar-file/holidays-in"
import { OTHER_DAYS_MAX } from "../../state/hours-limits"
import type { OtherDay } from "../../state/settings-hours"
import { FoundDays } from "./hours-import-days"
import { LeftOutEvents } from "./hours-import-left-out"

type HolidaysDialogProps = {
  file: string
  holidays: Holidays
  /** The last date that was looked at. */
  until: string
  days: readonly OtherDay[]
  onTake: (taken: readonly Holiday[]) => void
  onClose: () => void
}

/** Shows what was found in a file before anything of it is taken over. */
export function HolidaysDialog({ file, holidays, until, days, onTake, onClose }: HolidaysDialogProps) {
  const { days: found, leftOut } = holidays
  const fresh = newDays(found, days)
  const [ticked, setTicked] = useState(() => tickedAtFirst(found, days))
  const taken = fresh.filter(({ date }) => ticked.has(date))
  const over = taken.length - roomIn(days)
  const mayTake = taken.length > 0 && over <= 0

  return (
    <Dialog title={words.title(file)} onClose={onClose}>
      <form
        class="holidays"
        onSubmit={(event) => {
          event.preventDefault()
          if (mayTake) onTake(taken)
        }}
      >
        <p>{whatIsThere(holidays, fresh, dateAlone(until))}</p>
        {found.length > 0 && <FoundDays found={found} days={days} ticked={ticked} onTick={setTicked} />}
        <LeftOutEvents leftOut={leftOut} until={dateAlone(until)} />
        <div class="holidays-foot">
          {fresh.length > 0 && (
            <p class={over > 0 ? "field-error" : "field-hint"} role="status">
              {words.chosen(taken.length, fresh.length)}.
              {fresh.length > roomIn(days) && ` ${words.room(roomIn(days), OTHER_DAYS_MAX)}`}
              {over > 0 && ` ${words.over(over)}`}
            </p>
          )}
          <div class="settings-actions">
            <Button onClick={onClose}>{fresh.length > 0 ? t.common.cancel : t.common.close}</Button>
            {fresh.length > 0 && (
              <Button type="submit" look="strong" aria-disabled={!mayTake}>
                {words.take(taken.length)}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Dialog>
  )
}

function whatIsThere({ days, leftOut }: Holidays, fresh: readonly Holiday[], until: string): string {
  if (days.length === 0) return leftOut.length === 0 ? words.noEvents : words.noneAhead(until)
  if (fresh.length === 0) return words.allThere
  return fresh.length < days.length ? `${words.says(days.length, until)} ${words.kept}` : words.says(days.length, until)
}
