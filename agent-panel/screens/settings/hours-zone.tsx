import { useId } from "preact/hooks"
import { words } from "../../locales/settings"
import { ownTimeZone, timeZones } from "../../state/settings-hours"
import { timeText, zonedAt } from "./hours-follows"
import { minute } from "./minute"

type HoursZoneProps = { timeZone: string; readOnly: boolean; onChange: (timeZone: string) => void }

/** The zone whose clocks the hours follow. This browser's own stands first: most owners sit where they answer. */
export function HoursZone({ timeZone, readOnly, onChange }: HoursZoneProps) {
  const id = useId()
  const own = ownTimeZone()
  return (
    <div class="text-field hours-zone">
      <label for={id}>{words.hours.zone}</label>
      <select
        id={id}
        value={timeZone}
        disabled={readOnly}
        aria-describedby={`${id}-now`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <optgroup label={words.hours.zoneHere}>
          <Zone name={own} />
        </optgroup>
        <optgroup label={words.hours.zoneAll}>
          {otherZones(own, timeZone).map((name) => (
            <Zone key={name} name={name} />
          ))}
        </optgroup>
      </select>
      <p id={`${id}-now`} class="field-hint">
        {words.hours.zoneNow(timeText(zonedAt(timeZone, minute.value)))}
      </p>
    </div>
  )
}

function Zone({ name }: { name: string }) {
  return <option value={name}>{name.replaceAll("_", " ")}</option>
}

/** All that the browser knows, and the stored one, which it may know by another name. */
function otherZones(own: string, stored: string): string[] {
  const names = new Set([...timeZones(), stored])
  names.delete(own)
  return [...names].sort()
}
