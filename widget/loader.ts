import { WIDGET } from "virtual:widget-address"
import { textOn } from "./accent"
import { type ChatModule, type Command, type Embed, shelfName } from "./api"
import css from "./styles/launcher.css?inline"

const OPEN_CHAT: Record<string, string> = { ru: "Открыть чат", uk: "Відкрити чат" }
/** How often a page that removes the launcher gets it back. */
const RETURNS = 9

const page: { FirstTouch?: unknown; document: Document } = window
const warn = (reason: unknown) => console.warn("First Touch:", reason)

function begin(tag: HTMLOrSVGScriptElement | null): void {
  if (!(tag instanceof HTMLScriptElement)) throw "no script tag"
  if (typeof page.FirstTouch === "function") throw "two script tags"
  const { site = "default", accent, side, locale = document.documentElement.lang || navigator.language } = tag.dataset
  const embed = draw(new URL(tag.src).origin, site, locale)
  embed.paint({ accent, side })
  place(embed.root.host)
  listen(embed)
}

function draw(origin: string, site: string, locale: string): Embed {
  const root = document.createElement("first-touch").attachShadow({ mode: "open" })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const frame = document.createElement("div")
  const launcher = document.createElement("button")
  launcher.id = "launcher"
  launcher.type = "button"
  launcher.ariaLabel = frame.ariaLabel = OPEN_CHAT[locale.slice(0, 2)] ?? "Open chat"
  frame.role = "region"
  frame.append(launcher)
  root.append(frame)
  const paint: Embed["paint"] = ({ accent, side }) => {
    const onAccent = textOn(accent)
    if (onAccent) frame.style.cssText = `--accent:${accent};--on-accent:${onAccent}`
    if (side) frame.dataset.side = side
  }
  return { origin, site, locale, root, frame, launcher, paint }
}

/** Beside the body rather than in it, so that neither a transform on the body nor a page swap takes it along. */
function place(host: Element): void {
  const top = document.documentElement
  let returns = RETURNS
  const put = () => {
    if (document.body && !host.isConnected && returns-- > 0) top.append(host)
  }
  new MutationObserver(put).observe(top, { childList: true })
  put()
}

/** Nothing is fetched before somebody points at the launcher, except for those whose conversation may have gone on. */
function listen(embed: Embed): void {
  const { launcher, origin } = embed
  const said: Command[] = []
  let obey = (command: Command): void => void said.push(command)
  let coming = false

  async function prepare(): Promise<void> {
    if (coming) return
    coming = true
    try {
      const chat = await fetchChat(origin + WIDGET)
      obey = await chat.start(embed)
      said.forEach(obey)
    } catch (reason) {
      coming = false
      // Somebody who only passed by has lost nothing yet.
      if (launcher.ariaBusy) warn(reason)
    }
    launcher.ariaBusy = null
  }

  const open = () => {
    launcher.ariaBusy = "true"
    obey(["open"])
    void prepare()
  }
  launcher.onclick = open
  launcher.onfocus = launcher.onpointerover = prepare
  page.FirstTouch = (...command: Command) => {
    if (command[0] === "look") embed.paint(command[1])
    if (command[0] === "open") open()
    else obey(command)
    // What is to be wiped may have been kept on the page before.
    if (command[0] === "signOut") void prepare()
  }
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(prepare)
  if (!hasComeBack(embed)) return
  if (document.readyState === "complete") whenIdle()
  else addEventListener("load", whenIdle)
}

/** A browser remembers a failed import for as long as the page lives, so nothing is imported that was not fetched. */
async function fetchChat(address: string): Promise<ChatModule> {
  const { ok, status } = await fetch(address)
  if (!ok) throw status
  return import(/* @vite-ignore */ address)
}

/** Whether the visitor has written before, or had the window open on the page before. */
function hasComeBack({ origin, site }: Embed): boolean {
  const name = shelfName(origin, site)
  try {
    return `${name}token` in localStorage || `${name}open` in sessionStorage
  } catch {
    // Where storage is forbidden nothing was kept.
    return false
  }
}

try {
  begin(document.currentScript)
} catch (reason) {
  // A page on which the chat cannot stand must not notice.
  warn(reason)
}
