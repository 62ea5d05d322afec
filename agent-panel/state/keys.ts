import { signal } from "@preact/signals"
import type { AgentConversation } from "../../shared/protocol/types"
import { accept, reopen, resolve, setAvailability } from "./actions"
import { write } from "./composer"
import { conversationBy, rowsOf } from "./inbox"
import { waive, wishToPromise, wishToSnooze } from "./later"
import { acceptOffer, declineOffer, ringing } from "./offers"
import { me, supervises, wasSetAway } from "./people"
import { actedOn, moveCursor, openConversation, openCursor } from "./queue"
import { list, navigate, route } from "./route"
import { query } from "./search"
import { createWish } from "./wish"

/** Whether the list of keys is open. */
export const helpOpen = signal(false)
/** To have the focus in the search. */
export const wishToSearch = createWish()
/** Whether the focus is in a field, where single keys are letters. */
export const isWriting = signal(false)

const ON_OTHER_LAYOUTS: Record<string, string> = {
  KeyJ: "j",
  KeyK: "k",
  KeyR: "r",
  KeyN: "n",
  KeyA: "a",
  KeyE: "e",
  KeyD: "d",
  KeyU: "u",
  KeyW: "w",
  KeyH: "h",
  KeyP: "p",
  KeyX: "x",
  KeyZ: "z",
}

const does: Record<string, () => void> = {
  j: () => moveCursor(1),
  k: () => moveCursor(-1),
  r: () => writeIn("message"),
  n: () => writeIn("note"),
  a: take,
  d: declineOffered,
  u: openMostUrgent,
  w: toWall,
  h: comeBack,
  p: () => withOpened((id) => standing(id) !== "resolved" && wishToPromise.make()),
  x: () => withActedOn((id) => void waive(id)),
  z: () => withOpened(snoozeOrWake),
  e: () => withActedOn(resolveOrReopen),
  "/": wishToSearch.make,
  "?": () => {
    helpOpen.value = true
  },
  Escape: stepBack,
}

/** The wall is for those who answer for the promise. */
function toWall(): void {
  if (supervises.value) navigate({ screen: "wall", form: "desk" })
}

/** Single keys do what the list behind `?` says, except while somebody types or a menu is open. */
export function followKeys(): () => void {
  addEventListener("keydown", press)
  addEventListener("focusin", noticeField)
  addEventListener("focusout", noticeField)
  return () => {
    removeEventListener("keydown", press)
    removeEventListener("focusin", noticeField)
    removeEventListener("focusout", noticeField)
  }
}

function noticeField({ type, target }: FocusEvent): void {
  isWriting.value = type === "focusin" && isField(target)
}

function press(event: KeyboardEvent): void {
  isWriting.value = isField(event.target)
  const act = isAcceptChord(event) && ringing.value.length > 0 ? takeOffered : actOf(event)
  if (!act) return
  event.preventDefault()
  act()
}

function actOf(event: KeyboardEvent): (() => void) | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined
  if (isBusy(event.target)) return undefined
  const key = keyOf(event)
  return key === "Enter" && !isControl(event.target) ? openCursor : does[key]
}

/** The way to take an offer while one writes: no letter, and nothing that sends, breaks a line or belongs to the browser. */
function isAcceptChord({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return key === "Enter" && shiftKey && (ctrlKey || metaKey) && !altKey && !isComposing
}

/** The key as labelled; on a keyboard with other letters, the one at the same place. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (code === "Slash" && key !== "/" && key !== "?") return shiftKey ? "?" : "/"
  return /^[\p{Script=Cyrillic}]$/u.test(key) ? (ON_OTHER_LAYOUTS[code] ?? key) : key
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return true
  return isField(target)
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("a, button, summary")
}

/** Takes the most urgent of what rings for me, else the conversation that is acted on. */
function take(): void {
  if (ringing.value.length > 0) takeOffered()
  else withActedOn((id) => void accept(id))
}

function takeOffered(): void {
  const [first] = ringing.value
  if (first) void acceptOffer(first)
}

function declineOffered(): void {
  const [first] = ringing.value
  if (first) void declineOffer(first)
}

/** Opens whoever must be answered next: of those nobody has and my own, else of all. */
function openMostUrgent(): void {
  const rows = rowsOf("waiting")
  const next = rows.find(({ assigneeId }) => assigneeId === null || assigneeId === me.value?.id) ?? rows[0]
  if (next) openConversation(next.id)
}

/** Says that somebody who was set away is here after all. */
function comeBack(): void {
  if (wasSetAway.value) void setAvailability("online")
}

function withActedOn(act: (id: string) => void): void {
  const id = actedOn()
  if (id !== null) act(id)
}

/** Opens the conversation that is acted on, and does there what needs it in sight. */
function withOpened(act: (id: string) => void): void {
  withActedOn((id) => {
    openConversation(id)
    act(id)
  })
}

/** Asks until when an open conversation shall wait, and takes a snoozed one up again. */
function snoozeOrWake(id: string): void {
  if (standing(id) === "snoozed") void reopen(id)
  else if (standing(id) === "open") wishToSnooze.make()
}

function standing(id: string): AgentConversation["status"] | undefined {
  return conversationBy(id)?.status
}

function writeIn(kind: "message" | "note"): void {
  withOpened((id) => write(id, kind))
}

/** Resolves an open conversation, and takes a resolved one up again. */
export function resolveOrReopen(id: string): void {
  if (standing(id) === "resolved") void reopen(id)
  else void resolve(id)
}

/** Esc leaves what is innermost: the search, the person beside, the form across the room; then the conversation or the wall. */
function stepBack(): void {
  const at = route.value
  if (query.value !== "") query.value = ""
  else if (at.screen === "conversation" && at.pane === "person") navigate({ ...at, pane: "conversation" })
  else if (at.screen === "wall" && at.form === "across") navigate({ screen: "wall", form: "desk" })
  else if (at.screen === "conversation" || at.screen === "wall") navigate({ screen: "inbox", list: list.value })
}
