import type { TargetedSubmitEvent } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { CallError } from "../../../../shared/protocol/types"
import { policyWords } from "../../../locales/policies"
import { navigate } from "../../../state/route"
import { isNamed, makePolicy, NOBODY_IN_PARTICULAR } from "../../../state/settings-whom"
import { say } from "../../../state/toasts"
import { NewFoot } from "../new-foot"
import { isOwner, Section } from "../section"
import { policiesPlace, policyPlace } from "./places"
import { WhomFields } from "./whom-fields"

/** Makes a policy: a name and whom it is for are enough, the rest is as for everybody else. */
export function NewPolicy() {
  const [whom, setWhom] = useState(NOBODY_IN_PARTICULAR)
  const [tries, setTries] = useState(0)
  const [going, setGoing] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector("input")?.focus(), [tries])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (going) return
    if (!isNamed(whom)) return setTries(tries + 1)
    setGoing(true)
    const outcome = await makePolicy(whom)
    setGoing(false)
    if ("code" in outcome) return setError(outcome)
    navigate(policyPlace(outcome.id), { replace: true })
    say(policyWords.created(whom.name.trim()))
  }

  return (
    <Section
      name="policies"
      title={policyWords.newTitle}
      says={policyWords.newSays}
      back={{ to: policiesPlace, words: policyWords.all }}
    >
      {isOwner() && (
        <form ref={form} onSubmit={submit} noValidate>
          <WhomFields
            whom={whom}
            tried={tries > 0}
            readOnly={false}
            isDefault={false}
            change={(part) => setWhom({ ...whom, ...part })}
          />
          <NewFoot words={policyWords} going={going} error={error} back={policiesPlace} />
        </form>
      )}
    </Section>
  )
}
