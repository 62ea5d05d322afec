/** An agent who may be asked to take a conversation, as far as the choice needs to know them. */
export type Candidate = {
  agentId: string
  /** Whether they had an earlier conversation with this contact. */
  knowsContact: boolean
  /** Conversations they have or are being asked to take. */
  load: number
  capacity: number
  /** When they last took one; null means never. */
  lastTookAt: number | null
}

/** Who is asked first: the person who knows this contact, then the least loaded, then the longest idle. */
export function bestOf(candidates: readonly Candidate[]): Candidate | null {
  return [...candidates].filter(hasRoom).sort(byPreference)[0] ?? null
}

export function hasRoom({ load, capacity }: Pick<Candidate, "load" | "capacity">): boolean {
  return load < capacity
}

function byPreference(one: Candidate, other: Candidate): number {
  return (
    Number(other.knowsContact) - Number(one.knowsContact) ||
    one.load - other.load ||
    (one.lastTookAt ?? 0) - (other.lastTookAt ?? 0) ||
    (one.agentId < other.agentId ? -1 : 1)
  )
}
