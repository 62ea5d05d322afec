const ANYTHING = "*"

/**
 * Whether a page's address fits a glob in which `*` stands for anything. A pattern that begins with `/` is held against
 * the path and what follows it, another one against the whole address without its scheme. Letters' case does not count.
 */
export function pageFits(pattern: string, url: string): boolean {
  const address = addressOf(url)
  if (address === null) return false
  return fits(
    pattern.trim().toLowerCase(),
    (pattern.trim().startsWith("/") ? address.path : address.whole).toLowerCase(),
  )
}

function addressOf(url: string): { whole: string; path: string } | null {
  try {
    const { host, pathname, search } = new URL(url)
    const path = readable(pathname) + search
    return { whole: host + path, path }
  } catch {
    // What is no address fits no pattern.
    return null
  }
}

/** The path as people write it, where it can be read. */
function readable(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    // A broken escape is compared as it stands.
    return path
  }
}

/** Each part between stars is looked for once, from left to right: a hostile pattern costs no more than a long one. */
function fits(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split(ANYTHING)
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return text.length - from >= last.length && text.endsWith(last)
}
