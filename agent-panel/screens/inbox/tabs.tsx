import { ChevronsUp } from "lucide"
import { t } from "../../locales"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { rowsOf } from "../../state/inbox"
import { isEscalated } from "../../state/later"
import { pagesOf } from "../../state/pages"
import { me } from "../../state/people"
import { LISTS, type ListName, list } from "../../state/route"

/** The lists. How many were put aside or ever resolved tells nobody anything, so those have no number. */
export function Tabs() {
  return (
    <ul class="tabs" aria-label={t.inbox.lists}>
      {LISTS.map((name) => (
        <li key={name}>
          <Tab name={name} />
        </li>
      ))}
    </ul>
  )
}

function Tab({ name }: { name: ListName }) {
  const rows = pagesOf(name) ? [] : rowsOf(name)
  return (
    <RouteLink to={{ screen: "inbox", list: name }} class="tab" aria-current={list.value === name ? "page" : undefined}>
      {t.lists[name]}
      {rows.length > 0 && <span class="tab-count">{rows.length}</span>}
      {name === "waiting" && answersForAll() && <Escalated count={rows.filter(isEscalated).length} />}
    </RouteLink>
  )
}

/** How many of them were taken to the supervisors: they are told. */
function Escalated({ count }: { count: number }) {
  if (count === 0) return null
  const words = t.later.escalatedCount(count)
  return (
    <span class="tab-escalated" title={words}>
      <Icon node={ChevronsUp} />
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{words}</span>
    </span>
  )
}

function answersForAll(): boolean {
  return me.value?.role === "supervisor" || me.value?.role === "owner"
}
