/** A few words kept in the browser for this site: where storage is forbidden or full, for as long as the page is open. */
export type Shelf = {
  /** Whether all that was kept so far outlives the page. */
  isLasting(): boolean
  read(key: string): string | null
  write(key: string, value: string | null): void
  /** The keys that begin with `start`. */
  keys(start: string): string[]
  /** Hears which key another tab changed. */
  onChange(hear: (key: string) => void): () => void
}

/** `open` gives the storage: that of all tabs, or of this one. Asking for it may throw. */
export function createShelf(name: string, open: () => Storage = () => localStorage): Shelf {
  const storage = attempt(open) ?? null
  const memory = new Map<string, string>()

  return {
    isLasting: () => memory.size === 0,
    read: (key) => attempt(() => storage?.getItem(name + key)) ?? memory.get(key) ?? null,
    write(key, value) {
      memory.delete(key)
      if (value === null) return void attempt(() => storage?.removeItem(name + key))
      const kept = attempt(() => {
        storage?.setItem(name + key, value)
        return storage
      })
      if (!kept) memory.set(key, value)
    },
    keys(start) {
      const stored = attempt(() => Object.keys(storage ?? {})) ?? []
      const here = stored.filter((key) => key.startsWith(name)).map((key) => key.slice(name.length))
      return [...new Set([...here, ...memory.keys()])].filter((key) => key.startsWith(start))
    },
    onChange(hear) {
      const listen = ({ key }: StorageEvent) => {
        if (key?.startsWith(name)) hear(key.slice(name.length))
      }
      addEventListener("storage", listen)
      return () => removeEventListener("storage", listen)
    },
  }
}

/** Storage may throw at any time (forbidden, full, partitioned): then memory stands in. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
