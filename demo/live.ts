import { randomUUID } from "node:crypto"
import type { CallName, Input, Output, Reply } from "../shared/protocol/types"
import { type Guest, PAGES } from "./cast"
import type { Step, Story } from "./story"

/** Where the shop is served, and the keys with which its people answer, by e-mail. */
export type Shop = { url: string; publicUrl: string; keys: ReadonlyMap<string, string> }

/** Makes a call through the door that everybody uses. */
export async function call<Name extends CallName>(
  url: string,
  name: Name,
  input: Input<Name>,
  bearer?: string,
): Promise<Output<Name>> {
  const response = await fetch(`${url}/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }) },
    body: JSON.stringify(input),
  })
  const reply: Reply<Output<Name>> = await response.json()
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
  return reply.data
}

/** A story being lived: what its visitor and conversation are called by the server. */
type Living = { token: string; conversationId: string }

/** Lives stories step by step, each person with the rights they really have. */
export function createLife({ url, publicUrl, keys }: Shop) {
  const tokens = new Map<Guest, string>()
  const living = new Map<Story, Living>()

  async function begin({ guest, page }: Story, text: string): Promise<Living> {
    const { path, title } = PAGES[page]
    const known = tokens.get(guest)
    const where = { site: "default", page: { url: publicUrl + path, title }, locale: guest.language }
    const { token } = await call(url, "visitor.start", { ...where, ...(known !== undefined && { token: known }) })
    tokens.set(guest, token)
    const { conversation } = await call(url, "message.send", { id: randomUUID(), body: text }, token)
    return { token, conversationId: conversation.id }
  }

  return async function live(story: Story, step: Step): Promise<void> {
    const known = living.get(story)
    if (step.does === "ask" && !known) {
      living.set(story, await begin(story, step.text))
      return
    }
    if (!known) throw new Error("a story begins with a question")
    const key = keys.get(story.colleague.email)
    await act(url, story, step, known, key)
  }
}

async function act(url: string, story: Story, step: Step, { token, conversationId }: Living, key?: string) {
  switch (step.does) {
    case "ask":
      await see(url, conversationId, token)
      return call(url, "message.send", { id: randomUUID(), conversationId, body: step.text }, token)
    case "introduce":
      return call(url, "contact.save", introduction(story.guest), token)
    case "answer":
      await see(url, conversationId, key)
      return call(url, "message.send", { id: randomUUID(), conversationId, body: step.text }, key)
    case "note":
      return call(url, "note.add", { id: randomUUID(), conversationId, body: step.text }, key)
    case "accept":
      return call(url, "conversation.accept", { conversationId }, key)
    case "resolve":
      await see(url, conversationId, token)
      return call(url, "conversation.resolve", { conversationId }, key)
  }
}

function introduction({ name, email, phone }: Guest): Input<"contact.save"> {
  return { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
}

/** Everything said so far has been read. */
async function see(url: string, conversationId: string, bearer?: string): Promise<void> {
  const { events } = await call(url, "events.list", { conversationId, limit: 1_000 }, bearer)
  const last = events.at(-1)
  if (last) await call(url, "seen.set", { conversationId, seq: last.seq }, bearer)
}
