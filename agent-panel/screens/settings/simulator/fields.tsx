import { RotateCcw } from "lucide"
import type { Policy } from "../../../../shared/protocol/types"
import { exactLength } from "../../../locales/format"
import { simulatorWords as words } from "../../../locales/simulator"
import { Button } from "../../../parts/button"
import { colleagues, policies, supervises } from "../../../state/people"
import { asItIs, type Source, type Tried, type TriedHours, tried, tryOut } from "../../../state/simulator/tried"
import { Choice } from "../choice"
import { stopsWith } from "./lengths"
import { Slider } from "./slider"

const MOST_CHATS_A_DAY = 300
const CHATS_STEP = 5
/** Who has more people than this finds their own number at the end of the slider. */
const MOST_AGENTS = 20
const MOST_AT_ONCE = 12

/** What can be tried: each moves, and what would have been kept follows at once. */
export function Fields({ what, policy }: { what: Tried; policy: Policy }) {
  return (
    <form class="trial-fields" aria-label={words.settings} onSubmit={(event) => event.preventDefault()}>
      {supervises.value ? (
        <Choice<Source>
          label={words.week.label}
          value={what.source}
          options={[
            ["last-week", words.week.lastWeek],
            ["made-up", words.week.madeUp],
          ]}
          disabled={false}
          onChoose={(source) => tryOut({ source })}
        />
      ) : (
        <p class="field-hint">{words.forSupervisors}</p>
      )}
      {what.source === "made-up" && (
        <Slider
          label={words.chats}
          says={String(what.chatsADay)}
          value={what.chatsADay}
          min={CHATS_STEP}
          max={MOST_CHATS_A_DAY}
          step={CHATS_STEP}
          onChange={(chatsADay) => tryOut({ chatsADay })}
        />
      )}
      {policies.value.length > 1 && <PolicyChoice policy={policy} source={what.source} />}
      <TargetSlider targetMs={what.targetMs} />
      <Slider
        label={words.agents}
        says={String(what.agents)}
        value={what.agents}
        min={1}
        max={Math.max(MOST_AGENTS, colleagues.value.length)}
        onChange={(agents) => tryOut({ agents })}
      />
      <Slider
        label={words.capacity}
        says={String(what.capacity)}
        value={what.capacity}
        min={1}
        max={Math.max(MOST_AT_ONCE, what.capacity)}
        onChange={(capacity) => tryOut({ capacity })}
      />
      <Choice<TriedHours>
        label={words.hours.label}
        hint={words.hoursHint}
        value={what.hours}
        options={[
          ["as-set", words.hours.asSet],
          ["always", words.hours.always],
          ["office", words.hours.office],
        ]}
        disabled={false}
        onChoose={(hours) => tryOut({ hours })}
      />
      <Reset what={what} policy={policy} />
    </form>
  )
}

function TargetSlider({ targetMs }: { targetMs: number }) {
  const stops = stopsWith(targetMs)
  return (
    <Slider
      label={words.target}
      says={exactLength(targetMs)}
      value={stops.indexOf(targetMs)}
      min={0}
      max={stops.length - 1}
      onChange={(index) => tryOut({ targetMs: stops[index] ?? targetMs })}
    />
  )
}

function PolicyChoice({ policy, source }: { policy: Policy; source: Source }) {
  const choose = (id: string) => {
    const chosen = policies.value.find((each) => each.id === id)
    if (chosen) tryOut(asItIs(chosen, colleagues.value, source))
  }
  return (
    <label class="trial-policy">
      {words.policy}
      <select value={policy.id} onChange={(event) => choose(event.currentTarget.value)}>
        {policies.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <span class="field-hint">{words.policyHint}</span>
    </label>
  )
}

/** Back to the settings as they are; it stands there always, so that nothing jumps when the first slider moves. */
function Reset({ what, policy }: { what: Tried; policy: Policy }) {
  const now = { ...asItIs(policy, colleagues.value, what.source), chatsADay: what.chatsADay }
  const isNow = JSON.stringify(now) === JSON.stringify(what)
  return (
    <Button
      icon={RotateCcw}
      disabled={isNow}
      onClick={() => {
        tried.value = now
      }}
    >
      {words.reset}
    </Button>
  )
}
