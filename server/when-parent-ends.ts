const LOOK_EVERY_MS = 500

/** The shell that `npm start` runs us in dies of a signal without passing it on; an orphan would keep the port. */
export function whenParentEnds(ended: () => void): void {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && ended(), LOOK_EVERY_MS).unref()
}
