/** More than an office behind one address opens, far less than a script would. */
export const LINES_AN_ADDRESS = 300

export type LineCap = {
  hasRoom(address: string): boolean
  opened(address: string): void
  closed(address: string): void
}

/** Counts the lines of each address, so that one of them cannot take the room of all others (V67). */
export function createLineCap({ on }: { on: boolean }): LineCap {
  const open = new Map<string, number>()
  const count = (address: string) => open.get(address) ?? 0
  return {
    hasRoom: (address) => !on || count(address) < LINES_AN_ADDRESS,
    opened: (address) => void open.set(address, count(address) + 1),
    closed(address) {
      if (count(address) > 1) open.set(address, count(address) - 1)
      else open.delete(address)
    },
  }
}
