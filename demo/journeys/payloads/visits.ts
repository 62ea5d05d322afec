import { randomUUID } from "node:crypto"
import { SignJWT } from "jose"
import { expect } from "vitest"
import { pdf, png, upload } from "../../../server/testing/files"
import { post } from "../../../server/testing/people"
import { email as emailSchema, phone as phoneSchema } from "../../../shared/protocol/primitives"
import { asFileName, asName, type Bad, cut, isFilled, isText } from "./strings"

type Where = { url: string }
type Shows = Record<string, string>

/** Somebody who says it in every field there is, and what of it was taken; null where it was refused. */
export type Visit = {
  contactId: string
  shows: Shows
  body: string
  attachmentId: string
  /** A picture for every second one, else a paper. */
  file: { name: string; isPicture: boolean }
  name: string | null
  email: string | null
  phone: string | null
  subject: string
  /** Whether the site says how they are called and reached. */
  isVouched: boolean
  page: { url: string; title: string; referrer: string }
}

const MESSAGE_MAX = 10_000
const NAME_MAX = 100
const TITLE_MAX = 300
const ADDRESS_MAX = 2_048
const FILE_NAME_MAX = 120
const SUBJECT_MAX = 150

type Ways = { secret: string; number: number }

/** Says it in every field but the message. What may not be said so is refused by the name of its field. */
export async function visit(where: Where, bad: Bad, { secret, number }: Ways): Promise<Visit> {
  const { words } = bad
  const page = pageOf(words, number)
  const claims = claimsOf(words, number)
  const start = { site: "default", page, identity: await sign(claims, secret) }
  if (words !== page.title)
    await refuses(where, "visitor.start", { ...start, page: { ...page, title: words } }, "page.title")
  const { reply } = await post<"visitor.start">(where, "visitor.start", start, sentBy(words))
  if (!reply.ok) throw new Error(reply.error.message)
  const shows = { Authorization: `Bearer ${reply.data.token}` }

  const name = isFilled(cut(words, NAME_MAX)) ? cut(words, NAME_MAX) : null
  if (words !== name) await refuses(where, "contact.save", { name: words }, "name", shows)
  if (claims.name === undefined && name !== null) await takes(where, "contact.save", { name }, shows)
  const email = emailSchema.safeParse(words).success ? words : null
  if (email === null) await refuses(where, "contact.save", { email: words }, "email", shows)
  else if (claims.email === undefined) await takes(where, "contact.save", { email }, shows)
  const phone = phoneSchema.safeParse(words).success ? words : null
  if (phone === null) await refuses(where, "contact.save", { phone: words }, "phone", shows)
  else if (claims.phone === undefined) await takes(where, "contact.save", { phone }, shows)

  const isPicture = number % 2 === 0
  const named = isText(words) ? cut(words, FILE_NAME_MAX) : "file"
  const file = await upload(where, shows, named, isPicture ? png(1, 1) : pdf("a"))
  return {
    ...{
      contactId: reply.data.contact.id,
      shows,
      attachmentId: file.id,
      name,
      email,
      phone,
      subject: claims.sub,
      page,
    },
    body: isFilled(cut(words, MESSAGE_MAX)) ? cut(words, MESSAGE_MAX) : `What could not be said, ${number}`,
    isVouched: isVouched(number),
    file: { name: asFileName(named, isPicture ? "png" : "pdf"), isPicture },
  }
}

/** Says it; gives the conversation's id. */
export async function say(where: Where, { words }: Bad, { body, attachmentId, shows }: Visit): Promise<string> {
  if (words !== body) await refuses(where, "message.send", { id: randomUUID(), body: words }, "body", shows)
  const message = { id: randomUUID(), body, attachmentIds: [attachmentId] }
  return (await takes<"message.send">(where, "message.send", message, shows)).conversation.id
}

const pageOf = (words: string, number: number) => ({
  url: /^[a-z]+:/i.test(words) && isText(words) ? cut(words, ADDRESS_MAX) : `https://nightingale.example/${number}`,
  title: isText(words) ? cut(words, TITLE_MAX) : "",
  referrer: isText(words) ? cut(words, ADDRESS_MAX) : "",
})

const isVouched = (number: number) => number % 3 === 0

type Claims = { sub: string; name?: string; email?: string; phone?: string }

/** The site vouches for who it is; for every third one also for how they are called and reached. */
function claimsOf(words: string, number: number): Claims {
  const sub = `${cut(words.toWellFormed().replaceAll("\0", ""), SUBJECT_MAX)} ${number}`
  const name = cut(words, NAME_MAX)
  if (!isVouched(number)) return { sub }
  return {
    sub,
    ...(isFilled(name) && { name }),
    ...(emailSchema.safeParse(words).success && { email: words }),
    ...(phoneSchema.safeParse(words).success && { phone: words }),
  }
}

const sign = (claims: Claims, secret: string) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience("default")
    .setExpirationTime("15 minutes")
    .sign(new TextEncoder().encode(secret))

/** As much of it as a header can carry, in each that a browser or a proxy sends. */
function sentBy(words: string): Shows {
  const carried = inHeader(words)
  return { "User-Agent": carried, "X-Forwarded-For": carried, "Accept-Language": carried, Referer: carried }
}

export const inHeader = (words: string) => words.replace(/[^\x20-\x7e\xa1-\xff]/g, "").slice(0, 300)

async function takes<Name extends "contact.save" | "message.send">(
  where: Where,
  name: Name,
  input: object,
  shows: Shows,
) {
  const { reply } = await post<Name>(where, name, input, shows)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message} (${JSON.stringify(input).slice(0, 200)})`)
  return reply.data
}

type Call = "visitor.start" | "contact.save" | "message.send"

/** Refused in a sentence that names the field; what is longer than any call may be is refused before it is read. */
async function refuses(where: Where, call: Call, input: object, field: string, shows: Shows = {}): Promise<void> {
  const { status, reply } = await post(where, call, input, shows)
  const said = reply.ok ? `took ${JSON.stringify(input).slice(0, 200)}` : reply.error.message
  const named = status === 413 ? /^The body is larger than/ : new RegExp(`^${field}: .*\\.$`, "s")
  // A field that the site vouches for is refused for that.
  expect([call, [400, 403, 413].includes(status), said]).toEqual([call, true, expect.stringMatching(named)])
}

/** How a person is called in the panel, whatever they call themselves. */
export function shownName({ name, email, phone, contactId }: Visit): string {
  return asName(name ?? "") || email || phone || `Visitor ${contactId.slice(-4).toUpperCase()}`
}
