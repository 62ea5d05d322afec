import { createPeople, type Deed } from "./people"

/** One conversation that begins, and how long people are busy with it. */
export type Arrival = {
  at: number
  /** From having it to the first reply, ms. */
  replyMs: number
  /** From the first reply until it is resolved, ms. */
  handleMs: number
}

/** Somebody who answers. */
export type CrewMember = {
  id: string
  /** How many conversations at once. */
  capacity: number
  /** How long they need to take what they are asked to take, ms. */
  acceptMs: number
  /** When they are there. */
  onDuty: readonly { from: number; to: number }[]
}

export type World = { arrivals: readonly Arrival[]; crew: readonly CrewMember[] }

/** An offer as people see it: of one agent, or of all where `agentId` is null. */
export type SeenOffer = { id: string; conversation: number; agentId: string | null }

/** What there is to see at the desk, a real server or one that is reckoned, after something has happened. */
export type Seen = {
  /** When something falls due next of itself; infinite where nothing does. */
  nextAt: number
  /** Offers made since the last look. */
  offered: readonly SeenOffer[]
  /** The offer of a conversation that nobody has answered yet. */
  offerOf(conversation: number): Pick<SeenOffer, "id" | "agentId"> | null
  assigneeOf(conversation: number): string | null
  /** How many conversations somebody has. */
  loadOf(agentId: string): number
  /** Whether somebody is away, of themselves or because they missed offers. */
  isAway(agentId: string): boolean
}

/** What happens at the desk at a moment: it falls due, a visitor writes, or somebody does something. */
export type Happening = { at: number } & ({ do: "fall-due" } | { do: "open"; conversation: number } | Deed)

/**
 * The course of a time in which visitors write and people answer: what happens, one after the other. The desk does each
 * and tells what is then to be seen; whether it is reckoned or a real server, the people are the same.
 */
export function* course({ arrivals, crew }: World, until: number): Generator<Happening, void, Seen> {
  const people = createPeople({ arrivals, crew })
  let arrived = 0
  let seen: Seen | null = null
  for (;;) {
    const deskAt: number = seen?.nextAt ?? Number.POSITIVE_INFINITY
    const at = Math.min(arrivals[arrived]?.at ?? Number.POSITIVE_INFINITY, people.nextAt(), deskAt)
    if (at > until || at === Number.POSITIVE_INFINITY) return
    if (seen === null || deskAt <= at) {
      seen = yield { do: "fall-due", at }
      people.look(at, seen)
    }
    for (; arrivals[arrived]?.at === at; arrived++) {
      seen = yield { do: "open", at, conversation: arrived }
      people.look(at, seen)
    }
    for (let deed = people.act(at, seen); deed; deed = people.act(at, seen)) {
      seen = yield { ...deed, at }
      people.look(at, seen)
    }
  }
}
