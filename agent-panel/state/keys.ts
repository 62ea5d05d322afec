import { signal } from "@preact/signals"
import { accept, reopen, resolve } from "./actions"
import { write } from "./composer"
import { conversationBy } from "./inbox"
import { actedOn, moveCursor, openConversation, openCursor } from "./queue"
import { list, navigate, route } from "./route"
import { query } from "./search"

/** Whether the list of keys is open. */
export const helpOpen = signal(false)
/** Counts the wishes to search: each takes the focus to the field. */
export const wishesToSearch = signal(0)

const ON_OTHER_LAYOUTS: Record<string, string> = {
  KeyJ: "j",
  KeyK: "k",
  KeyR: "r",
  KeyN: "n",
  KeyA: "a",
  KeyE: "e",
}

const does: Record<string, () => void> = {
  j: () => moveCursor(1),
  k: () => moveCursor(-1),
  r: () => writeIn("message"),
  n: () => writeIn("note"),
  a: () => withActedOn((id) => void accept(id)),
  e: () => withActedOn(resolveOrReopen),
  "/": () => {
    wishesToSearch.value += 1
  },
  "?": () => {
    helpOpen.value = true
  },
  Escape: stepBack,
}

/** Single keys do what the list behind `?` says, except while somebody types or a menu is open. */
export function followKeys(): () => void {
  addEventListener("keydown", press)
  return () => removeEventListener("keydown", press)
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isBusy(event.target)) return
  const key = keyOf(event)
  const act = key === "Enter" && !isControl(event.target) ? openCursor : does[key]
  if (!act) return
  event.preventDefault()
  act()
}

/** The key as labelled; on a keyboard with other letters, the one at the same place. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (code === "Slash" && key !== "/" && key !== "?") return shiftKey ? "?" : "/"
  return /^[\p{Script=Cyrillic}]$/u.test(key) ? (ON_OTHER_LAYOUTS[code] ?? key) : key
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return true
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("a, button, summary")
}

function withActedOn(act: (id: string) => void): void {
  const id = actedOn()
  if (id !== null) act(id)
}

function writeIn(kind: "message" | "note"): void {
  withActedOn((id) => {
    openConversation(id)
    write(id, kind)
  })
}

/** Resolves an open conversation, and takes a resolved one up again. */
export function resolveOrReopen(id: string): void {
  if (conversationBy(id)?.status === "resolved") void reopen(id)
  else void resolve(id)
}

/** Esc leaves what is innermost: the search, then the person beside, then the conversation. */
function stepBack(): void {
  const at = route.value
  if (query.value !== "") query.value = ""
  else if (at.screen === "conversation" && at.pane === "person") navigate({ ...at, pane: "conversation" })
  else if (at.screen === "conversation") navigate({ screen: "inbox", list: list.value })
}
