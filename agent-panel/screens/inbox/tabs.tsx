import { AlarmClock, ChevronsUp, CircleCheckBig } from "lucide"
import { useEffect, useRef } from "preact/hooks"
import { t } from "../../locales"
import { Icon, type IconNode } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { rowsOf } from "../../state/inbox"
import { isEscalated } from "../../state/later"
import { pagesOf } from "../../state/pages"
import { supervises } from "../../state/people"
import { LISTS, type ListName, list } from "../../state/route"
import { useTight } from "./use-tight"

/** Where words take too much room, the lists without a number are known by these. */
const ICONS: { [Name in ListName]?: IconNode } = { snoozed: AlarmClock, resolved: CircleCheckBig }

/** The lists. How many were put aside or ever resolved tells nobody anything, so those have no number. */
export function Tabs() {
  const tabs = useRef<HTMLUListElement>(null)
  const current = list.value
  useTight(tabs)
  useEffect(() => showCurrent(tabs.current), [current])
  return (
    <ul ref={tabs} class="tabs" aria-label={t.inbox.lists}>
      {LISTS.map((name) => (
        <li key={name}>
          <Tab name={name} />
        </li>
      ))}
    </ul>
  )
}

/** Where not all fit beside each other, the one of now is in sight. */
function showCurrent(tabs: HTMLElement | null): void {
  tabs?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" })
}

function Tab({ name }: { name: ListName }) {
  const rows = pagesOf(name) ? [] : rowsOf(name)
  const icon = ICONS[name]
  return (
    <RouteLink
      to={{ screen: "inbox", list: name }}
      class="tab"
      title={icon && t.lists[name]}
      aria-current={list.value === name ? "page" : undefined}
    >
      {icon && <Icon node={icon} class="tab-icon" />}
      <span class="tab-words">{t.lists[name]}</span>
      {rows.length > 0 && <span class="tab-count">{rows.length}</span>}
      {name === "waiting" && supervises.value && <Escalated count={rows.filter(isEscalated).length} />}
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
