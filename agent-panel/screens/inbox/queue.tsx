import "./queue.css"
import { t } from "../../locales"
import { Logo } from "../../parts/ring"
import { Alerts } from "../shell/alerts"
import { MeMenu } from "../shell/me-menu"
import { QueueList } from "./queue-list"
import { SearchField } from "./search-field"
import { Tabs } from "./tabs"

/** The left pane: who must be answered next. */
export function Queue() {
  return (
    <nav class="queue pane" aria-label={t.inbox.title}>
      <header class="pane-head queue-head">
        <Logo />
        <h1 class="one-line">{t.inbox.title}</h1>
        <Alerts />
        <MeMenu />
      </header>
      <Tabs />
      <SearchField />
      <QueueList />
    </nav>
  )
}
