import asks from "../views/asks.css?inline"
import composer from "../views/composer.css?inline"
import header from "../views/header.css?inline"
import launcher from "../views/launcher.css?inline"
import log from "../views/log.css?inline"
import message from "../views/message.css?inline"
import ring from "../views/ring.css?inline"
import window from "../views/window.css?inline"
import tokens from "./tokens.css?inline"

/** One constructed sheet, so that a page's `style-src` has nothing to forbid. */
export function chatSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync([tokens, window, ring, header, log, message, asks, composer, launcher].join(""))
  return sheet
}
