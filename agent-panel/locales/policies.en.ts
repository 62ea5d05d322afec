/** Whom something is for, each condition by its name; an absent one always holds. */
export type SaidWhom = { customer: boolean | undefined; site: string | null; page: string | null; team: string | null }

export const en = {
  says: "How soon a person answers, in which hours, and what happens on the way there. Whoever writes is under the first policy that is for them.",
  list: "Policies, in the order in which they are tried",
  make: "New policy",
  alone:
    "One policy holds for everybody. Make another for those who are to be answered otherwise: customers, a page such as pricing, a site, a team.",
  default: "Default",
  everybodyElse: "Everybody else",
  noFirstReply: "No target for the first reply",
  firstReply: (length: string) => `First reply within ${length}`,
  always: "around the clock",
  inHours: "in opening hours",
  order: {
    drag: "Drag to another place",
    up: (name: string) => `Try ${name} earlier`,
    down: (name: string) => `Try ${name} later`,
    moved: (name: string, place: number, of: number) => `${name} is number ${place} of ${of} now.`,
  },
  remove: "Remove",
  removed: (name: string) => `“${name}” is removed. Timers that run keep what it gave them.`,
  broughtBack: (name: string) => `“${name}” is back.`,
  all: "All policies",
  gone: "This policy is gone",
  goneNext: "Somebody removed it, or the address is wrong.",
  parts: {
    label: "Parts of the policy",
    targets: "Targets",
    ladder: "Ladder",
    hours: "Opening hours",
    missed: "When it is missed",
    whom: "For whom",
    unsaved: "not saved yet",
  },
  newTitle: "A new policy",
  newSays: "It begins as what holds for everybody else, and is tried first. Then change what is to be otherwise.",
  create: "Make the policy",
  creating: "Making the policy",
  created: (name: string) => `“${name}” is there. Now say what is to be otherwise.`,
  name: "Name",
  nameHint: "What colleagues call it, such as “Customers”.",
  whom: "Whom it is for",
  whomDefault: "It is for everybody whom no other policy is for, and is tried last.",
  customers: { label: "People", all: "Everybody", yes: "Customers", no: "Not customers" },
  customersHint: "Who is a customer, agents say in the person’s details.",
  page: "Page",
  pageHint: "The page on which they begin to write; * stands for anything. Empty: any page.",
  pageExample: "/pricing*",
  tryAddress: "Try it with an address",
  tryExample: "https://shop.example/pricing",
  fits: "This page fits.",
  fitsNot: "This page does not fit.",
  noAddress: "An address begins with https://",
  site: "Site",
  anySite: "Any site",
  team: "Team",
  anyTeam: "Any team",
  /** A team or site that an address or an old setting names. */
  unknown: "removed",
  nobody: "Nobody: the team it was for is removed",
  forAll: "Like this it is for everybody, and no policy after it is ever tried.",
  someone: ({ customer, site, page, team }: SaidWhom) => {
    const who = customer === undefined ? "Everybody" : customer ? "Customers" : "Whoever is not a customer"
    const pages = page === null ? "" : ` on pages ${page}`
    const where = site === null ? "" : page === null ? ` on ${site}` : ` of ${site}`
    return `${who}${pages}${where}${team === null ? "" : `, with the team ${team}`}`
  },
  missed: {
    renewal: "A new promise",
    renewalSays: "When nobody answered in time, the visitor is told the truth at that second.",
    renewalOn: "Promise an answer anew",
    renewalOff: "Off: they are told that it takes longer, and no time is named.",
    renewalMeans: (missed: string, anew: string) =>
      `Who waits in vain until ${missed} is told that they have an answer by ${anew}. That promise is a timer too.`,
    renewalNever: "Like this it never opens, and nothing can be promised.",
    questions: "Meanwhile",
    questionsSays: "A question or two that help whoever answers then. Visitors may ignore them.",
    question: (number: number) => `Question ${number}`,
    questionExample: "Which order is it about?",
    questionNone: "Nothing is asked.",
  },
}

export type PolicyWords = typeof en
