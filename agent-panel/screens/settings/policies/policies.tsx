import { Timer } from "lucide"
import { policyWords } from "../../../locales/policies"
import { Empty } from "../../../parts/empty"
import { RouteLink } from "../../../parts/links"
import { policyBy } from "../../../state/people"
import { route } from "../../../state/route"
import { Section } from "../section"
import { NewPolicy } from "./new-policy"
import { NEW, policiesPlace } from "./places"
import { PolicyList } from "./policy-list"
import { PolicyPage } from "./policy-page"

/** The policies: all of them, a new one, or the one that the address names. */
export function Policies() {
  const { item = "", part = "" } = route.value.screen === "settings" ? route.value : {}
  if (item === "") return <PolicyList />
  if (item === NEW) return <NewPolicy />
  const policy = policyBy(item)
  return policy ? <PolicyPage policy={policy} part={part} /> : <Gone />
}

function Gone() {
  return (
    <Section name="policies" says={policyWords.says}>
      <Empty icon={Timer} title={policyWords.gone}>
        {policyWords.goneNext}
        <p>
          <RouteLink to={policiesPlace}>{policyWords.all}</RouteLink>
        </p>
      </Empty>
    </Section>
  )
}
