import type { TargetedSubmitEvent } from "preact"
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks"
import type { CallError, OpeningHours, Policy } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { errorText } from "../../state/actions"
import { policies } from "../../state/people"
import { inOrder, officeHours, ownTimeZone, saveHours } from "../../state/settings-hours"
import { say } from "../../state/toasts"
import { whatFollows } from "./hours-follows"
import { OtherDays } from "./hours-other-days"
import { HoursWeek } from "./hours-week"
import { isRight, type Wrong, wrongWith } from "./hours-wrong"
import { HoursZone } from "./hours-zone"
import { minute } from "./minute"
import { isOwner, Part, Section } from "./section"

/** When somebody answers: the week as a picture, other days, and what follows for whoever writes. */
export function Hours() {
  const policy = policies.value.find(({ id }) => id === "default") ?? policies.value[0]
  return (
    <Section name="hours" says={words.hours.says}>
      {policy && <HoursForm key={policy.id} policy={policy} />}
    </Section>
  )
}

/** What stands in the form. The hours are kept while "Always open" is chosen, for whoever changes their mind. */
type Draft = { always: boolean; hours: OpeningHours }

function HoursForm({ policy }: { policy: Policy }) {
  const stored = useMemo(() => draftOf(policy.hours), [policy.hours])
  const [draft, setDraft] = useState<Draft | null>(null)
  const [going, setGoing] = useState(false)
  const [tried, setTried] = useState(0)
  const [error, setError] = useState<CallError | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const { always, hours } = draft ?? stored
  const wrong = useMemo(() => wrongWith(hours), [hours])
  const readOnly = !isOwner()
  const changed = draft !== null && !areSame(draft, stored)
  const fits = always || isRight(wrong)

  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [tried])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going || !changed) return
    if (!fits) return setTried(tried + 1)
    setGoing(true)
    const failure = await saveHours(policy, always ? null : inOrder(hours))
    setGoing(false)
    setError(failure)
    if (failure !== null) return
    discard()
    say(words.saved)
  }

  function discard() {
    setDraft(null)
    setTried(0)
    setError(null)
  }

  const change = (changes: Partial<OpeningHours>) => setDraft({ always, hours: { ...hours, ...changes } })
  const shown = tried > 0 ? wrong : withoutMissing(wrong)

  return (
    <form ref={form} class="hours-form" onSubmit={submit} noValidate>
      <Part title={words.hours.when}>
        <AlwaysOrNot always={always} disabled={readOnly} onChange={(next) => setDraft({ always: next, hours })} />
        <p class="hours-follows">
          {fits
            ? whatFollows(always ? null : hours, policy.targets.firstTouchMs ?? 0, minute.value)
            : words.hours.notYet}
        </p>
      </Part>
      {!always && (
        <>
          <Part title={words.hours.week} says={words.hours.weekSays}>
            <HoursZone timeZone={hours.timeZone} readOnly={readOnly} onChange={(timeZone) => change({ timeZone })} />
            <HoursWeek hours={hours} wrong={shown.week} readOnly={readOnly} onChange={(week) => change({ week })} />
          </Part>
          <Part title={words.hours.otherDays} says={words.hours.otherDaysSays}>
            <OtherDays
              hours={hours}
              stored={stored.hours.exceptions.map(({ date }) => date)}
              wrong={shown.exceptions}
              readOnly={readOnly}
              onChange={(exceptions) => change({ exceptions })}
            />
          </Part>
        </>
      )}
      {!readOnly && (
        <div class="settings-actions hours-actions">
          {error && (
            <p class="field-error" role="alert">
              {errorText(error)}
            </p>
          )}
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
  )
}

type AlwaysOrNotProps = { always: boolean; disabled: boolean; onChange: (always: boolean) => void }

function AlwaysOrNot({ always, disabled, onChange }: AlwaysOrNotProps) {
  const group = useId()
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend class="unseen">{words.hours.when}</legend>
      <div class="segments">
        {[true, false].map((value) => (
          <label key={String(value)} class="segment">
            <input
              type="radio"
              class="unseen"
              name={group}
              checked={always === value}
              onChange={() => onChange(value)}
            />
            {value ? words.hours.always : words.hours.inHours}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function draftOf(hours: OpeningHours | null): Draft {
  return { always: hours === null, hours: hours === null ? officeHours(ownTimeZone()) : inOrder(hours) }
}

function areSame(one: Draft, other: Draft): boolean {
  if (one.always || other.always) return one.always === other.always
  return JSON.stringify(inOrder(one.hours)) === JSON.stringify(inOrder(other.hours))
}

/** What is not entered yet is not wrong before somebody wants to save it. */
function withoutMissing({ week, exceptions }: Wrong): Wrong {
  const entered = <Word,>(word: Word) => (word === "missing" ? null : word)
  return {
    week: week.map((day) => day.map(entered)),
    exceptions: exceptions.map(({ date, hours }) => ({ date: entered(date), hours: hours.map(entered) })),
  }
}
