const PREFIX = "first-touch."

/** Reads what was kept in this browser; null where nothing was or storage is closed to us. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key)
  } catch {
    // Storage may be forbidden: the panel then works without a memory.
    return null
  }
}

/** Keeps a text in this browser; null forgets it. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, value)
  } catch {
    // Full or forbidden storage costs the memory, never the work.
  }
}

/** The keys kept under a beginning, without that beginning. */
export function keptUnder(beginning: string): string[] {
  try {
    const start = PREFIX + beginning
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length))
  } catch {
    // As above: no storage, nothing kept.
    return []
  }
}
