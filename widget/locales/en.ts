import { plural, roundUp, type Words } from "./words"

const tag = "en"
const count = (number: number, one: string) => plural(tag, number, one, one, `${one}s`)

export const words: Words = {
  tag,
  chat: "Chat",
  chatWith: (site) => `Chat with ${site}`,
  openChat: "Open chat",
  closeChat: "Close chat",
  unread: (number) => count(number, "new message"),
  greeting: "Hello. What would you like to know?",
  within(targetMs) {
    const time = roundUp(targetMs)
    return `A person answers within ${count(time.count, time.unit)}`
  },
  closed: (opensAt) =>
    `We are closed now. Write, and a person answers ${opensAt ? `from ${opensAt}` : "when we are back"}`,
  by: (time, name) => (name ? `${name} will answer by ${time}` : `You will have an answer by ${time}`),
  late: (time) => `We promised an answer by ${time} and are late. We are sorry. A person will still answer you here`,
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
