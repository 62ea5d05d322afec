import { z } from "zod"
import type { Vouched } from "../../../server/feature"
import { isForTests, sources } from "../../../server/testing/keepers/sources"
import { calls } from "../../../shared/protocol/calls"
import type { Command } from "../../../widget/api"

/** Where words of a stranger are shown, or handed to something else that shows them. */
export type Place =
  | "thread"
  | "author"
  | "head"
  | "person"
  | "row"
  | "search"
  | "earlier"
  | "offer bar"
  | "tab"
  | "notification"
  | "push"
  | "toast"
  | "question before erasing"
  | "wall"
  | "sites"
  | "sessions"
  | "export"
  | "saved copy"
  | "window"
  | "second tab"
  | "window after a reload"
  | "field"
  | "page of the shop"

/** Everything that a stranger fills, and every place where it is shown: the journeys must have been at each pair. */
export const SHOWN: Record<string, readonly Place[]> = {
  "message.send body": [
    ...(["thread", "row", "search", "earlier", "offer bar", "notification", "push"] as const),
    ...(["export", "saved copy", "window", "second tab", "window after a reload"] as const),
  ],
  "contact.save name": [
    ...(["author", "head", "person", "row", "search", "offer bar", "tab", "notification", "push", "wall"] as const),
    ...(["toast", "question before erasing", "export", "saved copy"] as const),
  ],
  "contact.save email": ["person", "export"],
  "contact.save phone": ["person", "export"],
  "visitor.start page.url": ["thread", "person", "export"],
  "visitor.start page.title": ["thread", "person", "wall", "export"],
  "visitor.start page.referrer": ["person", "export"],
  "page.visited page.url": ["person"],
  "page.visited page.title": ["person"],
  "attachment.create name": ["thread", "window after a reload", "export"],
  "identity sub": ["person", "export"],
  "identity name": ["head", "person"],
  "identity email": ["person"],
  "identity phone": ["person"],
  "header origin": ["sites"],
  "header user-agent": ["sessions"],
  "attribute site": ["page of the shop"],
  "attribute accent": ["page of the shop"],
  "attribute side": ["page of the shop"],
  "attribute locale": ["page of the shop"],
  "attribute identity": ["page of the shop"],
  "command contact": ["export"],
  "command message": ["field"],
  "command look": ["page of the shop"],
  "command identify": ["page of the shop"],
}

/** What a stranger fills besides, and why it is shown nowhere. */
export const SHOWN_NOWHERE: Record<string, string> = {
  "visitor.start site": "an id: it is there, or it is refused",
  "visitor.start token": "made here, or it is nobody's",
  "visitor.start locale": "read by nobody",
  "visitor.start identity": "a JWT, of which the claims are shown",
  "page.visited page.referrer": "only that of the page where they wrote is shown",
  "contact.save contactId": "an id: their own, or it is refused",
  "message.send id": "a UUID, or it is refused",
  "message.send conversationId": "an id: their own, or it is refused",
  "message.send attachmentIds[]": "an id: their own, or it is refused",
  "events.list conversationId": "an id: their own, or it is refused",
  "typing.set conversationId": "an id: their own, or it is refused",
  "seen.set conversationId": "an id: their own, or it is refused",
  "invitation.look token": "made here, or it opens nothing",
  "invitation.accept token": "made here, or it opens nothing",
  "invitation.accept password": "a hash is kept of it",
  "invitation.accept name": "a colleague's own: who has the link is no stranger",
  "invitation.accept email": "a colleague's own: who has the link is no stranger",
  "header x-forwarded-for": "an address, or it is left out (V03)",
  "header authorization": "a token or a key: whose it is, or nobody's",
  "header cookie": "a session: whose it is, or nobody's",
  "header content-length": "a number",
  "header upload-offset": "a number",
  "header sec-fetch-dest": "compared with what a file may be asked for as",
  "header x-amz-version-id": "said by the bucket that files lie in, to the server",
  "header sec-fetch-site": "only whether it is there",
  "command open": "says nothing",
  "command close": "says nothing",
  "command signOut": "says nothing",
}

/** What a site may say of its customer, as the language keeps the list complete. */
const CLAIMS = Object.keys({ subject: 0, name: 0, email: 0, phone: 0, customer: 0 } satisfies Record<keyof Vouched, 0>)
/** What a page may say to the chat, kept complete in the same way. */
const COMMANDS = Object.keys({
  ...{ open: 0, close: 0, contact: 0, identify: 0, signOut: 0, message: 0, look: 0 },
} satisfies Record<Command[0], 0>)

/** Every field that there is for a stranger to fill, read from what the product is made of. */
export function fields(): string[] {
  const ofCalls = Object.entries(calls).flatMap(([name, { by, input }]) => {
    const isOpen = by.some((caller) => caller === "anyone" || caller === "visitor")
    return isOpen ? textsIn(z.toJSONSchema(input, { io: "input" })).map((field) => `${name} ${field}`) : []
  })
  return [
    ...ofCalls,
    ...CLAIMS.filter((name) => name !== "customer").map((name) => `identity ${name === "subject" ? "sub" : name}`),
    ...COMMANDS.map((name) => `command ${name}`),
    ...attributesRead().map((name) => `attribute ${name}`),
    ...headersRead().map((name) => `header ${name}`),
  ]
}

type Schema = z.core.JSONSchema.JSONSchema

/** Where in a schema text may stand. */
function textsIn(schema: Schema, path = ""): string[] {
  const inside = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])].flatMap((one) => textsIn(one as Schema, path))
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    textsIn(one as Schema, path === "" ? name : `${path}.${name}`),
  )
  const listed = schema.items ? textsIn(schema.items as Schema, `${path}[]`) : []
  return [...(schema.type === "string" ? [path] : []), ...inside, ...named, ...listed]
}

/** The headers that the server reads. */
function headersRead(): string[] {
  const reads = /headers(?:\.(?:get|has)\("([\w-]+)"\)|\["([\w-]+)"\]|\.([a-z]\w+)\b(?!\())/g
  const server = sources().filter(
    ({ path }) => path.startsWith("server/") && !isForTests(path) && !/\/(testing|dev)\//.test(path),
  )
  const found = server.flatMap(({ text }) => [...text.matchAll(reads)].map(([, ...names]) => names.find(Boolean) ?? ""))
  const destructured = server.some(({ text }) => /\{ origin \} = request\.headers/.test(text)) ? ["origin"] : []
  return [...new Set([...found, ...destructured])]
}

/** The attributes that the one script tag may have. */
function attributesRead(): string[] {
  const chat = sources().filter(({ path }) => path.startsWith("widget/") && !isForTests(path))
  const names = chat.flatMap(({ text }) => [
    ...[...text.matchAll(/const \{([^}]+)\} = tag\.dataset/g)].flatMap(([, list = ""]) =>
      list.split(",").map((part) => part.trim().split(/[ =]/)[0] ?? ""),
    ),
    ...[...text.matchAll(/getAttribute\("data-(\w+)"\)|\bdataset\.(\w+)\b(?! =)/g)].map(
      ([, one, other]) => one ?? other ?? "",
    ),
  ])
  return [...new Set(names.filter(Boolean))]
}
