import { Plus } from "lucide"
import type { Policy } from "../../../../shared/protocol/types"
import { exactLength, ringText } from "../../../locales/format"
import { policyWords } from "../../../locales/policies"
import { Button } from "../../../parts/button"
import { RouteLink } from "../../../parts/links"
import { Ring } from "../../../parts/ring"
import { errorText } from "../../../state/actions"
import { policies } from "../../../state/people"
import { navigate } from "../../../state/route"
import { arrangePolicies } from "../../../state/settings-policies"
import { say } from "../../../state/toasts"
import { OrderedList } from "../ordered-list"
import { isOwner, Section } from "../section"
import { NEW, policyPlace } from "./places"
import { scaleFor } from "./target-ring"
import { isDefault, policyName, whomInWords } from "./whom-in-words"

/** The policies in the order in which they are tried, each with the ring of its first reply. */
export function PolicyList() {
  const special = policies.value.filter((policy) => !isDefault(policy))
  const rest = policies.value.find(isDefault)
  const make = isOwner() && (
    <Button icon={Plus} look="strong" onClick={() => navigate(policyPlace(NEW))}>
      {policyWords.make}
    </Button>
  )

  async function arrange(ids: readonly string[]) {
    const failure = await arrangePolicies(ids)
    if (failure) say(errorText(failure))
  }

  return (
    <Section name="policies" says={policyWords.says} action={make}>
      <OrderedList
        label={policyWords.list}
        items={special}
        words={policyWords.order}
        readOnly={!isOwner()}
        arrange={(ids) => void arrange(ids)}
        row={(policy) => <PolicyRow policy={policy} />}
        last={
          rest && (
            <li class="settings-row">
              {special.length > 1 && isOwner() && <span class="grip" data-none />}
              <PolicyRow policy={rest} />
            </li>
          )
        }
      />
      {special.length === 0 && isOwner() && <p class="settings-next">{policyWords.alone}</p>}
    </Section>
  )
}

function PolicyRow({ policy }: { policy: Policy }) {
  const { firstTouchMs } = policy.targets
  const longest = Math.max(...policies.value.map(({ targets }) => targets.firstTouchMs ?? 0))
  return (
    <RouteLink class="policy-row" to={policyPlace(policy.id)}>
      <Ring share={firstTouchMs ? firstTouchMs / scaleFor(longest) : 0} urgency="calm">
        {firstTouchMs ? ringText(firstTouchMs) : "–"}
      </Ring>
      <span class="settings-row-main">
        <bdi class="policy-name one-line">{policyName(policy)}</bdi>
        <span class="policy-whom">{isDefault(policy) ? policyWords.everybodyElse : whomInWords(policy.applies)}</span>
        <span class="field-hint">
          {firstTouchMs ? policyWords.firstReply(exactLength(firstTouchMs)) : policyWords.noFirstReply},{" "}
          {policy.hours === null ? policyWords.always : policyWords.inHours}
        </span>
      </span>
    </RouteLink>
  )
}
