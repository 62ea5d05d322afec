import { useMemo } from "preact/hooks"
import type { OpeningHours, Policy } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { fieldsOf, hoursDraft, saveHours } from "../../state/settings-hours-draft"
import { Choice } from "./choice"
import { DraftForm } from "./draft-form"
import { whatFollows } from "./hours-follows"
import { OtherDays } from "./hours-other-days"
import { HoursWeek } from "./hours-week"
import { isRight, type Wrong, wrongWith } from "./hours-wrong"
import { HoursZone } from "./hours-zone"
import { minute } from "./minute"
import { isOwner, Part } from "./section"

/** When somebody answers: the week as a picture, other days, and what follows for whoever writes. */
export function Hours({ policy }: { policy: Policy }) {
  const draft = hoursDraft(policy)
  const { always, hours } = draft.fields
  const wrong = useMemo(() => wrongWith(hours), [hours])
  const readOnly = !isOwner()
  const fits = always || isRight(wrong)
  const change = (changes: Partial<OpeningHours>) => draft.change({ hours: { ...hours, ...changes } })

  return (
    <DraftForm draft={draft} fits={fits} save={() => saveHours(policy, draft.fields)}>
      {(tried) => {
        const shown = tried ? wrong : withoutMissing(wrong)
        return (
          <>
            <Part title={words.hours.when}>
              <Choice
                label={words.hours.when}
                isLabelUnseen
                value={always}
                options={[
                  [true, words.hours.always],
                  [false, words.hours.inHours],
                ]}
                disabled={readOnly}
                onChoose={(next) => draft.change({ always: next })}
              />
              <p class="says-large">
                {fits
                  ? whatFollows(always ? null : hours, policy.targets.firstTouchMs ?? 0, minute.value)
                  : words.hours.notYet}
              </p>
            </Part>
            {!always && (
              <>
                <Part title={words.hours.week} says={words.hours.weekSays}>
                  <HoursZone
                    timeZone={hours.timeZone}
                    readOnly={readOnly}
                    onChange={(timeZone) => change({ timeZone })}
                  />
                  <HoursWeek
                    hours={hours}
                    wrong={shown.week}
                    readOnly={readOnly}
                    onChange={(week) => change({ week })}
                  />
                </Part>
                <Part title={words.hours.otherDays} says={words.hours.otherDaysSays}>
                  <OtherDays
                    hours={hours}
                    stored={fieldsOf(policy.hours).hours.exceptions.map(({ date }) => date)}
                    wrong={shown.exceptions}
                    readOnly={readOnly}
                    onChange={(exceptions) => change({ exceptions })}
                  />
                </Part>
              </>
            )}
          </>
        )
      }}
    </DraftForm>
  )
}

/** What is not entered yet is not wrong before somebody wants to save it. */
function withoutMissing({ week, exceptions }: Wrong): Wrong {
  const entered = <Word,>(word: Word) => (word === "missing" ? null : word)
  return {
    week: week.map((day) => day.map(entered)),
    exceptions: exceptions.map(({ date, hours }) => ({ date: entered(date), hours: hours.map(entered) })),
  }
}
