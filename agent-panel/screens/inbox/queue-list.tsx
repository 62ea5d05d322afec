import { useEffect, useLayoutEffect, useRef } from "preact/hooks"
import { t } from "../../locales"
import { useVirtualRows } from "../../parts/use-virtual-rows"
import { pagesOf } from "../../state/pages"
import { cursor, cursorMoves, queueRows } from "../../state/queue"
import { list, route } from "../../state/route"
import { found, query, searchedText, searchMore } from "../../state/search"
import { QueueEmpty } from "./queue-empty"
import { Row } from "./row"

const ROW_REM = 4
/** Further pages are fetched when the end is this many rows away. */
const AHEAD_ROWS = 12

/** The rows of a list or of a search, of which only those in sight are rendered. */
export function QueueList() {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = queueRows()
  const openId = route.value.screen === "conversation" ? route.value.id : null
  const at = rows.findIndex(({ id }) => id === (cursor.value ?? openId))
  const virtual = useVirtualRows(scroller, { count: rows.length, rowRem: ROW_REM, keepIndex: at })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useTop(scroller)
  useMorePages(rows.length - last < AHEAD_ROWS)
  useFocusOnMove(scroller, () => virtual.scrollToIndex(at, { align: "auto" }))

  const words = found.value ? searchedText(query.value) : ""
  return (
    <div class="queue-scroll" ref={scroller}>
      {rows.length === 0 ? (
        <QueueEmpty />
      ) : (
        <ul class="queue-rows" aria-label={t.inbox.conversations} style={{ height: `${rows.length * ROW_REM}rem` }}>
          {items.map(({ index }) => {
            const conversation = rows[index]
            if (!conversation) return null
            return (
              <Row
                key={conversation.id}
                conversation={conversation}
                topRem={index * ROW_REM}
                place={{ index, count: rows.length }}
                words={words}
                isOpen={conversation.id === openId}
                isReachable={index === at || (at === -1 && index === 0)}
              />
            )
          })}
        </ul>
      )}
    </div>
  )
}

/** Another list or search begins at its top. */
function useTop(scroller: { current: HTMLElement | null }): void {
  const shown = found.value ? "search" : list.value
  useLayoutEffect(() => {
    if (shown && scroller.current) scroller.current.scrollTop = 0
  }, [scroller, shown])
}

function useMorePages(nearEnd: boolean): void {
  const searching = found.value !== null
  const pages = searching ? null : pagesOf(list.value)
  const fetched = pages?.fetched.value
  const wantsPage = fetched === "none" || (fetched === "some" && nearEnd)
  useEffect(() => {
    if (wantsPage) void pages?.load()
  }, [pages, wantsPage])
  const next = found.value?.next ?? null
  useEffect(() => {
    if (nearEnd && next !== null) void searchMore()
  }, [nearEnd, next])
}

/** A move by keyboard brings its row into sight and takes the focus along. */
function useFocusOnMove(scroller: { current: HTMLElement | null }, show: () => void): void {
  const moves = cursorMoves.value
  useLayoutEffect(() => {
    if (moves === 0) return
    show()
    scroller.current?.querySelector<HTMLElement>('.row[tabindex="0"]')?.focus({ preventScroll: true })
    // Only a move takes the focus: a change of order must not.
  }, [moves])
}
