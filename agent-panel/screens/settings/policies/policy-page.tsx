import { Trash2 } from "lucide"
import type { FunctionComponent } from "preact"
import type { Policy } from "../../../../shared/protocol/types"
import { t } from "../../../locales"
import { policyWords } from "../../../locales/policies"
import { Button } from "../../../parts/button"
import { RouteLink } from "../../../parts/links"
import { errorText } from "../../../state/actions"
import { navigate } from "../../../state/route"
import { hoursDraft } from "../../../state/settings-hours-draft"
import { ladderDraft } from "../../../state/settings-ladder"
import { missedDraft } from "../../../state/settings-missed"
import { arranged, bringBack, removePolicy } from "../../../state/settings-policies"
import { targetsDraft } from "../../../state/settings-targets"
import { whomDraft } from "../../../state/settings-whom"
import { say } from "../../../state/toasts"
import { Hours } from "../hours"
import { isOwner, Section } from "../section"
import { PolicyLadder } from "./ladder/ladder"
import { WhenMissed } from "./missed"
import { policiesPlace, policyPlace } from "./places"
import { Targets } from "./targets"
import { PolicyWhom } from "./whom"
import { isDefault, policyName, whomInWords } from "./whom-in-words"

type Part = {
  name: Exclude<keyof typeof policyWords.parts, "label" | "unsaved">
  Screen: FunctionComponent<{ policy: Policy }>
  /** Whether something is typed there that is not saved. */
  isChanged: (policy: Policy) => boolean
}

const PARTS: readonly [Part, ...Part[]] = [
  { name: "targets", Screen: Targets, isChanged: (policy) => targetsDraft(policy).changed },
  { name: "ladder", Screen: PolicyLadder, isChanged: (policy) => ladderDraft(policy).changed },
  { name: "hours", Screen: Hours, isChanged: (policy) => hoursDraft(policy).changed },
  { name: "missed", Screen: WhenMissed, isChanged: (policy) => missedDraft(policy).changed },
  { name: "whom", Screen: PolicyWhom, isChanged: (policy) => whomDraft(policy).changed },
]

/** One policy: whom it is for, and its parts, one at a time. */
export function PolicyPage({ policy, part }: { policy: Policy; part: string }) {
  const { name, Screen } = PARTS.find((each) => each.name === part) ?? PARTS[0]
  const canRemove = isOwner() && !isDefault(policy)
  return (
    <Section
      name="policies"
      title={policyName(policy)}
      back={{ to: policiesPlace, words: policyWords.all }}
      says={isDefault(policy) ? policyWords.everybodyElse : whomInWords(policy.applies)}
      action={
        canRemove && (
          <Button look="danger" icon={Trash2} onClick={() => void remove(policy)}>
            {policyWords.remove}
          </Button>
        )
      }
    >
      <PartTabs policy={policy} shown={name} />
      <Screen key={`${policy.id} ${name}`} policy={policy} />
    </Section>
  )
}

function PartTabs({ policy, shown }: { policy: Policy; shown: Part["name"] }) {
  return (
    <nav class="part-tabs" aria-label={policyWords.parts.label}>
      {PARTS.map(({ name, isChanged }) => (
        <RouteLink
          key={name}
          to={policyPlace(policy.id, name)}
          aria-current={name === shown ? "page" : undefined}
          data-changed={isChanged(policy)}
        >
          {policyWords.parts[name]}
          {isChanged(policy) && (
            <span class="part-changed" title={policyWords.parts.unsaved}>
              <span class="unseen">({policyWords.parts.unsaved})</span>
            </span>
          )}
        </RouteLink>
      ))}
    </nav>
  )
}

/** Removing can be undone: the policy is made again, at its place. */
async function remove(policy: Policy): Promise<void> {
  const order = arranged()
  const failure = await removePolicy(policy)
  if (failure) return say(errorText(failure))
  navigate(policiesPlace)
  say(policyWords.removed(policy.name), { label: t.common.undo, run: () => void undo() })

  async function undo() {
    const failed = await bringBack(policy, order)
    say(failed ? errorText(failed) : policyWords.broughtBack(policy.name))
  }
}
