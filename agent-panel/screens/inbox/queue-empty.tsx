import { AlarmClock, CircleCheckBig, Inbox, Search } from "lucide"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Empty } from "../../parts/empty"
import type { IconNode } from "../../parts/icon"
import { pagesOf } from "../../state/pages"
import { type ListName, list } from "../../state/route"
import { found, query, search } from "../../state/search"

const ICONS: Record<ListName, IconNode> = {
  mine: Inbox,
  waiting: CircleCheckBig,
  all: Inbox,
  snoozed: AlarmClock,
  resolved: Inbox,
}

/** Where a list has no rows: because there are none, because they are on their way, or because they did not come. */
export function QueueEmpty() {
  if (found.value) return <NothingFound state={found.value.state} />
  const name = list.value
  const pages = pagesOf(name)
  if (pages?.fetched.value === "failed") {
    return <Failed sentence={t.inbox.moreFailed} again={() => void pages.load()} />
  }
  if (pages && pages.fetched.value !== "all") return <RowsToCome />
  return (
    <Empty icon={ICONS[name]} title={t.inbox.empty[name]}>
      {t.inbox.empty[`${name}Next`]}
    </Empty>
  )
}

function NothingFound({ state }: { state: "searching" | "found" | "failed" }) {
  if (state === "searching") return <RowsToCome />
  if (state === "failed") return <Failed sentence={t.inbox.searchFailed} again={() => void search()} />
  return (
    <Empty icon={Search} title={t.inbox.noResults(query.value.trim())}>
      {t.inbox.noResultsNext}
    </Empty>
  )
}

function Failed({ sentence, again }: { sentence: string; again: () => void }) {
  return (
    <Empty title={sentence}>
      <Button onClick={again}>{t.common.retry}</Button>
    </Empty>
  )
}

/** The places of rows that are loading, seen only when it takes a while. */
function RowsToCome() {
  return (
    <div class="rows-to-come" aria-busy="true">
      <span class="unseen">{t.common.loading}</span>
      {["a", "b", "c", "d", "e"].map((place) => (
        <div key={place} class="row-to-come" />
      ))}
    </div>
  )
}
