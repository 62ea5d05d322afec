import { t } from "../../locales"
import { RouteLink } from "../../parts/links"
import { rowsOf } from "../../state/inbox"
import { LISTS, type ListName, list } from "../../state/route"

/** The four lists. How many were ever resolved tells nobody anything, so that one has no number. */
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
  const count = name === "resolved" ? 0 : rowsOf(name).length
  return (
    <RouteLink to={{ screen: "inbox", list: name }} class="tab" aria-current={list.value === name ? "page" : undefined}>
      {t.lists[name]}
      {count > 0 && <span class="tab-count">{count}</span>}
    </RouteLink>
  )
}
