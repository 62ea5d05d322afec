import { Search, X } from "lucide"
import { useRef } from "preact/hooks"
import { t } from "../../locales"
import { IconButton } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { Key } from "../../parts/key"
import { useWish } from "../../parts/use-wish"
import { wishToSearch } from "../../state/keys"
import { moveCursor } from "../../state/queue"
import { found, query } from "../../state/search"

/** Searches all conversations, open and resolved. Arrow down goes into what was found. */
export function SearchField() {
  const field = useRef<HTMLInputElement>(null)
  useWish(wishToSearch, () => {
    field.current?.focus()
    field.current?.select()
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers yet.
    <div class="search" role="search">
      <Icon node={Search} />
      <input
        ref={field}
        type="search"
        aria-label={t.inbox.search}
        placeholder={t.inbox.search}
        title={t.inbox.searchHint}
        dir="auto"
        autoComplete="off"
        spellcheck={false}
        maxLength={200}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
        }}
        onKeyDown={(event) => leaveField(event, field.current)}
      />
      {query.value === "" ? (
        <Key>/</Key>
      ) : (
        <IconButton icon={X} label={t.inbox.clearSearch} onClick={() => clear(field.current)} />
      )}
      <span class="unseen" role="status">
        {found.value?.state === "found" && t.inbox.results(found.value.rows.length)}
      </span>
    </div>
  )
}

function clear(field: HTMLInputElement | null): void {
  query.value = ""
  field?.focus()
}

function leaveField(event: KeyboardEvent, field: HTMLInputElement | null): void {
  if (event.key === "Escape") {
    event.preventDefault()
    query.value = ""
    field?.blur()
  }
  if (event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault()
    moveCursor(1)
  }
}
