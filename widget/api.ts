import type { Look } from "../shared/protocol/types"

/** What a page may say with `FirstTouch(command, …)`, at any time after the script tag has run. */
export type Command =
  | [name: "open"]
  | [name: "close"]
  /** What the page knows of its visitor. It is kept once the visitor has written. */
  | [name: "contact", contact: { name?: string; email?: string; phone?: string }]
  /** Who the site says its signed-in customer is: a JWT it signed. */
  | [name: "identify", identity: string]
  /** The customer signed out: what this browser keeps of them is wiped. */
  | [name: "signOut"]
  /** Puts a draft into the field. The visitor sends it, or not. */
  | [name: "message", draft: string]
  /** Tries another look on this page only. */
  | [name: "look", look: Partial<Look>]

/** What the loader has drawn and hands over to the chat. */
export type Embed = {
  /** The server's origin, such as https://chat.example. */
  readonly origin: string
  readonly site: string
  readonly locale: string
  readonly root: ShadowRoot
  /** Holds launcher and window, and the custom properties of their look. */
  readonly frame: HTMLElement
  readonly launcher: HTMLButtonElement
  /** Gives launcher and window their colour and side; what is absent or no colour changes nothing. */
  paint(look: { accent?: string | undefined; side?: string | undefined }): void
}

/** What the chat's module gives to the loader: the way to start it, which resolves with the way to command it. */
export type ChatModule = { start(embed: Embed): Promise<(command: Command) => void> }

/** Where this site's visitor is remembered in the browser's storage. */
export const shelfName = (origin: string, site: string) => `first-touch ${origin} ${site} `
