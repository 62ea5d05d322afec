import { plural } from "./plural"

/** What one rule of a team takes, each condition by its name; an absent one always holds. */
export type SaidRule = { site: string | null; page: string | null }

export const en = {
  says: "Who gets what. A new conversation goes to the first team that takes it and is offered to its members. What no team takes is offered to everybody.",
  list: "Teams, in the order in which they are tried",
  make: "New team",
  none: "Everybody has everything",
  noneNext:
    "Without teams each conversation is offered to whoever has room. A team is good where some know more than others: those who sell get the pricing pages, those who know a shop get its site. If the team does not answer in time, everybody is asked.",
  order: {
    drag: "Drag to another place",
    up: (name: string) => `Try ${name} earlier`,
    down: (name: string) => `Try ${name} later`,
    moved: (name: string, place: number, of: number) => `${name} is number ${place} of ${of} now.`,
    conflict: "Somebody made or removed a team meanwhile. The order stays as it was; here are the teams of now.",
  },
  everybody: "Everybody",
  everybodyTakes: "What no team takes",
  takes: (what: string) => `Takes ${what}`,
  rule: ({ site, page }: SaidRule) => {
    if (page === null) return site === null ? "everything" : `all of ${site}`
    return site === null ? `pages ${page}` : `pages ${page} of ${site}`
  },
  moreRules: (count: number) => plural("en", count, { one: "one more", other: `${count} more` }),
  takesNothing: "By hand: it has no rule, and colleagues hand conversations over to it",
  morePeople: (count: number) => `+${count}`,
  members: (names: string) => `In it: ${names}`,
  nobodyInIt: "Nobody is in it",
  nobody:
    "Nobody is in this team. What comes to it is offered to nobody: it rings for everybody, and only once the ladder rings the team or the time is up.",
  nobodyAsked:
    "Everybody in this team is asked nothing, with 0 conversations at once. What comes to it waits until the ladder rings the whole team or the time is up.",
  all: "All teams",
  gone: "This team is gone",
  goneNext: "Somebody removed it, or the address is wrong. What it had open belongs to everybody.",
  newTitle: "A new team",
  newSays: "It is tried after the others. Its place can be changed in the list.",
  create: "Make the team",
  creating: "Making the team",
  created: (name: string) => `“${name}” is there.`,
  name: "Name",
  nameHint: "What colleagues call it, such as “Sales”.",
  nameTaken: "Another team has this name.",
  who: "Who is in it",
  whoSays: "They are offered what comes to the team. One person may be in several.",
  find: "Find somebody",
  foundNobody: "Nobody is called that.",
  chosen: (count: number, of: number) => `${count} of ${of} people`,
  askedNothing: "is asked nothing",
  noAccess: "has no access any more",
  what: "What it takes",
  whatSays: "By where a conversation begins. One of the rules is enough. What is open already stays where it is.",
  noRules:
    "Without a rule nothing comes to this team by itself: what begins goes to other teams, or to everybody. Colleagues hand conversations over to it by hand, with Assign.",
  everything: "Like this no team after it is ever tried.",
  addRule: "Add a rule",
  ruleNumber: (number: number) => `Rule ${number}`,
  removeRule: (number: number) => `Remove rule ${number}`,
  page: "Page",
  anyPage: "any page",
  pageHint: "/pricing* stands for every page whose address begins so, on any host. * stands for anything.",
  trying: "Who gets it",
  tryingSays: "Type the address of a page and see whose it is, with the rules as they stand here.",
  getsIt: (name: string) => `“${name}” gets it.`,
  earlierGetsIt: (name: string) => `“${name}” gets it: it is tried earlier.`,
  everybodyGetsIt: "No team takes it: everybody gets it.",
  remove: "Remove",
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeOpen: (count: number) =>
    plural("en", count, {
      one: "The one conversation that it has open goes to everybody.",
      other: `The ${count} conversations that it has open go to everybody.`,
    }),
  removeNoneOpen: "It has nothing open. What it would take goes to other teams, or to everybody.",
  removePolicies: (names: string, count: number) =>
    plural("en", count, {
      one: `The policy ${names} is for this team and then fits nobody.`,
      other: `The policies ${names} are for this team and then fit nobody.`,
    }),
  removed: (name: string) => `“${name}” is removed.`,
  quoted: (name: string) => `“${name}”`,
  capacity: {
    short: (count: number) => (count === 0 ? "asked nothing" : `up to ${count} at once`),
    change: (name: string) => `${name}: conversations at once`,
    title: (name: string) => `How much ${name} has at once`,
    label: "Conversations at once",
    means: (name: string, count: number) =>
      count === 0
        ? `${name} is asked nothing. When a whole team is rung it rings here too, and any conversation can still be taken.`
        : `While ${name} has fewer than ${count} open, the next conversation is offered.`,
    usual: (usual: number) =>
      `${usual} unless an owner says otherwise. It limits what is offered, not what somebody takes.`,
    range: (max: number) => `A whole number from 0 to ${max}.`,
    overtaken: (count: number) => `Somebody set it to ${count} meanwhile. Saving replaces that.`,
    fewer: "One fewer",
    more: "One more",
    saved: (name: string, count: number) =>
      count === 0 ? `${name} is asked nothing from now on.` : `${name}: up to ${count} at once from now on.`,
  },
}

export type TeamWords = typeof en
