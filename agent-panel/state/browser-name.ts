const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
]

/** What a browser says of itself, as people call it: Firefox, Windows. Null for what is no browser we know. */
export function browserName(said: string | null): { browser: string; system: string | null } | null {
  const browser = nameIn(BROWSERS, said ?? "")
  return browser === null ? null : { browser, system: nameIn(SYSTEMS, said ?? "") }
}

function nameIn(names: readonly [RegExp, string][], said: string): string | null {
  return names.find(([pattern]) => pattern.test(said))?.[1] ?? null
}
