import { type Moment, plural, roundUp, type Words } from "./words"

const tag = "en"
const count = (number: number, one: string) => plural(tag, number, one, one, `${one}s`)

function within(durationMs: number): string {
  const time = roundUp(durationMs)
  return `within ${count(time.count, time.unit)}`
}

const at = ({ time, day }: Moment) => (day ? `${time} ${day}` : time)

export const words: Words = {
  tag,
  on: (day) => `on ${day}`,
  chat: "Chat",
  chatWith: (site) => `Chat with ${site}`,
  openChat: "Open chat",
  closeChat: "Close chat",
  unread: (number) => count(number, "new message"),
  greeting: "Hello. What would you like to know?",
  within: (targetMs) => `A person answers ${within(targetMs)}`,
  usually: (paceMs) => `A person usually answers ${within(paceMs)}`,
  someTime: "A person will answer you here",
  closed: (opens) =>
    `We are closed ${opens ? `until ${at(opens)}` : "now"}. Write, and a person answers when we are back`,
  by: (due, name) => `${name ? `${name} will answer` : "You will have an answer"} by ${at(due)}`,
  missed: (due) => `We promised to answer by ${at(due)} and did not make it. We are sorry`,
  next: (due) =>
    `Everybody here has been asked.\nA person will ${due ? `answer by ${at(due)}` : "still answer you here"}`,
  promised: (due, name) => `${name} will write to you by ${at(due)}`,
  moved: (due, name) => `${name} moves it to ${at(due)}`,
  kept: "What was promised is done",
  field: "Write a message",
  send: "Send",
  sending: "Sending",
  sent: "Sent",
  seen: "Seen",
  notSent: "Not sent",
  retry: "Try again",
  discard: "Delete",
  tooLong: (number) => `${count(number, "character")} too many`,
  typing: (name) => `${name ?? "Somebody"} is writing`,
  offline: "No connection. What you write is kept and sent when it is back",
  refused: "The chat is not available on this page",
  forgetful: "This browser keeps nothing: when you leave the page, this conversation is out of your reach",
  resolved: (name) => `${name ?? "We"} marked this as resolved. Write if anything is left`,
  newest: "Newest messages",
  earlier: "Earlier messages",
  robot: "Automatic reply",
  menu: "More",
  sound: "Sound for new messages",
  askContact: "Where can we reach you if you leave?",
  reach: "E-mail or phone",
  askName: "Thank you. And what is your name?",
  name: "Name",
  save: "Save",
  notNow: "Not now",
  saved: "Thank you, we have noted it",
  wrongContact: "This does not look like an e-mail address or a phone number",
  failedContact: "This could not be saved just now. Please try again",
}
