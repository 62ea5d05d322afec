import { z } from "zod"
import { MESSAGE_MAX_LENGTH } from "../message-length"

const NUL = "\u0000"

/** Text a person wrote: kept exactly as sent, refused where no database could keep it so. */
export const text = (max: number) =>
  z
    .string()
    .max(max, { error: `must be at most ${max.toLocaleString("en")} characters long` })
    .refine((value) => !value.includes(NUL), { error: "must not contain the NUL character" })
    .refine((value) => value.isWellFormed(), { error: "must be well-formed Unicode (it has half of a surrogate pair)" })

const notBlank = (value: string) => value.trim() !== ""

/** Text that must say something. */
export const filledText = (max: number) => text(max).refine(notBlank, { error: "must not be empty" })

export const messageBody = filledText(MESSAGE_MAX_LENGTH)

/** An id that the server made. */
export const id = text(64).min(1)

/** The id of a message or note, made by its sender, so that sending again is harmless. */
export const senderMadeId = z.guid({ error: "must be a UUID" }).toLowerCase()

export const email = z.email({ error: "must be an e-mail address" }).max(254)

export const phone = text(40).regex(/^[+\d][\d\s().-]{4,}$/, { error: "must be a phone number" })

/** Milliseconds since the epoch. */
export const moment = z.number().int()

/** Names one unbroken history of the server's data: another one than before means that a backup was restored. */
export const epoch = z.string()

/** A duration in milliseconds. */
export const duration = z.number().int().min(0)

export const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: "must be a colour such as #0b6e4f" })

/** An origin such as https://shop.example: scheme, host and port, nothing after. */
export const origin = text(300).refine(isOrigin, { error: "must be an origin such as https://shop.example" })

function isOrigin(value: string): boolean {
  try {
    const url = new URL(value)
    return (url.protocol === "https:" || url.protocol === "http:") && url.origin === value
  } catch {
    // Whatever URL cannot read is not an origin.
    return false
  }
}

/** A page of a site, as the visitor's browser names it. Every word of it may be made up. */
export const page = z.strictObject({
  url: text(2_048),
  title: text(300),
  referrer: text(2_048).optional(),
})
