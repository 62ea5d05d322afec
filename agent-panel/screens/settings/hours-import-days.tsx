import { Check } from "lucide"
import { useId } from "preact/hooks"
import { dateOfYear } from "../../locales/format"
import { words } from "../../locales/holidays"
import { Icon } from "../../parts/icon"
import { newDays, tellsFree } from "../../state/calendar-file/choice"
import type { Holiday } from "../../state/calendar-file/holidays-in"
import type { OtherDay } from "../../state/settings-hours"
import { hoursInWords } from "./hours-in-words"

type FoundDaysProps = {
  found: readonly Holiday[]
  /** The list that they would be added to. */
  days: readonly OtherDay[]
  ticked: ReadonlySet<string>
  onTick: (ticked: ReadonlySet<string>) => void
}

/** The days of a file by year: those that can be ticked, and those that are in the list already. */
export function FoundDays({ found, days, ticked, onTick }: FoundDaysProps) {
  const fresh = newDays(found, days).map(({ date }) => date)
  const years = [...new Set(found.map(yearOf))]

  function tick(date: string, isTicked: boolean) {
    onTick(new Set(fresh.filter((each) => (each === date ? isTicked : ticked.has(each)))))
  }

  return (
    <>
      {fresh.length > 1 && (
        <label class="holiday holiday-all">
          <input
            type="checkbox"
            checked={ticked.size === fresh.length}
            indeterminate={ticked.size > 0 && ticked.size < fresh.length}
            onChange={(event) => onTick(new Set(event.currentTarget.checked ? fresh : []))}
          />
          {words.all}
        </label>
      )}
      {years.map((year) => (
        <fieldset key={year} class="choice holidays-of-year">
          <legend>{year}</legend>
          {found
            .filter((day) => yearOf(day) === year)
            .map((day) => {
              const there = days.find(({ date }) => date === day.date)
              if (there) return <DayThere key={day.date} day={day} there={there} />
              return (
                <DayToTick
                  key={day.date}
                  day={day}
                  saysFree={day.free && tellsFree(found)}
                  ticked={ticked.has(day.date)}
                  onTick={(isTicked) => tick(day.date, isTicked)}
                />
              )
            })}
        </fieldset>
      ))}
    </>
  )
}

const yearOf = ({ date }: Holiday) => date.slice(0, 4)

type DayToTickProps = { day: Holiday; saysFree: boolean; ticked: boolean; onTick: (ticked: boolean) => void }

function DayToTick({ day, saysFree, ticked, onTick }: DayToTickProps) {
  const id = useId()
  return (
    <label class="holiday">
      <input
        type="checkbox"
        checked={ticked}
        aria-describedby={saysFree ? id : undefined}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <DayName day={day} />
      {saysFree && (
        <span id={id} class="field-hint">
          {words.free}
        </span>
      )}
    </label>
  )
}

function DayThere({ day, there }: { day: Holiday; there: OtherDay }) {
  return (
    <p class="holiday holiday-there">
      <Icon node={Check} />
      <DayName day={day} />
      <span class="field-hint">
        {there.hours.length === 0 ? words.there : words.thereOpen(hoursInWords(there.hours))}
      </span>
    </p>
  )
}

function DayName({ day: { date, name } }: { day: Holiday }) {
  return (
    <>
      <span class="holiday-date">{dateOfYear(date)}</span> <bdi>{name || words.unnamed}</bdi>
    </>
  )
}
