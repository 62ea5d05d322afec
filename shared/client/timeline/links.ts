/** A stretch of a message: plain words, or an address that may be followed. */
export type Stretch = { text: string; href: string | null }

const STARTS = /\b(?:https?:\/\/|mailto:|tel:|www\.)/gi
/** No address has a character that turns the direction of text: it would show another host than it leads to (V11). */
const ENDS = /[\s<>"“”«»\p{Bidi_C}]/u
const TRAILING = /[.,:;!?'’)\]}]/
const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:", "tel:"])

/** Finds addresses in text by one pass from left to right, so that no message can make it slow (V65). */
export function linkify(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let plainFrom = 0
  STARTS.lastIndex = 0
  for (let match = STARTS.exec(text); match; match = STARTS.exec(text)) {
    const address = addressAt(text, match.index)
    const href = safeHref(address.toLowerCase().startsWith("www.") ? `https://${address}` : address)
    STARTS.lastIndex = match.index + Math.max(address.length, match[0].length)
    if (href === null || address.length <= match[0].length) continue
    if (match.index > plainFrom) stretches.push({ text: text.slice(plainFrom, match.index), href: null })
    stretches.push({ text: address, href })
    plainFrom = match.index + address.length
  }
  if (plainFrom < text.length) stretches.push({ text: text.slice(plainFrom), href: null })
  return stretches
}

function addressAt(text: string, from: number): string {
  let to = from
  while (to < text.length && !ENDS.test(text.charAt(to))) to++
  while (to > from && TRAILING.test(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/** The address when it is safe to follow (http, https, mailto, tel), otherwise null (V04). */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address)
    return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null
  } catch {
    // What URL cannot read leads nowhere.
    return null
  }
}

/**
 * The host that a link leads to where it cannot be read in its words: another alphabet that looks alike, a name before an
 * @, a number that is an address. Undefined where what is written is where it leads (V11).
 */
export function unreadHost(words: string, href: string): string | undefined {
  const { host } = new URL(href)
  const [written] = words
    .toLowerCase()
    .replace(/^https?:\/+/, "")
    .split(/[/\\?#]/)
  return host && written !== host ? host : undefined
}
