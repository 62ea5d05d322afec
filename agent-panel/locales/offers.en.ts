import { plural } from "./plural"

export const offers = {
  label: "An offer",
  forMe: (name: string) => `${name} is waiting for you`,
  forAll: (name: string) => `${name} is waiting for any of you`,
  accept: "Accept",
  decline: "Decline",
  notMe: "Not me",
  others: (count: number) => plural("en", count, { one: "1 more", other: `${count} more` }),
  othersHint: (count: number) =>
    plural("en", count, {
      one: "One more offer rings after this one",
      other: `${count} more offers ring after this one`,
    }),
  left: (length: string) => `${length} to accept`,
  setAway: "You were set away: two offers in a row went unanswered.",
  here: "I am here",
  missed: "two offers went unanswered",
  load: (count: number, capacity: number) => `${count} of ${capacity}`,
  /** Why it came to me. */
  why: {
    first: "It is your turn",
    knows: (contact: string) => `You know ${contact}`,
    room: "You have room now",
    missed: (who: string, length: string) => `${who} did not answer in ${length}`,
    silent: (who: string, length: string) => `${who} had it for ${length} and did not reply`,
    declined: (who: string) => `${who} declined`,
    gone: (who: string) => `${who} lost the connection`,
    away: (who: string) => `${who} went away`,
    team: (team: string) => `Everybody in ${team} is asked`,
    everybody: "Everybody is asked",
    overdue: "The reply is overdue",
  },
}

export type OffersWords = typeof offers
