import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely"
import type { Store } from "./database"

/** More words than this narrow a search no further that anybody would notice. */
const MOST_WORDS = 8

/** The ids of conversations in which something was said that has all the words; the last may be a beginning. */
export function conversationsMatching({ dialect }: Pick<Store, "dialect">, text: string): RawBuilder<string> {
  return dialect === "sqlite"
    ? sql`(select "message"."conversationId" from "messageSearch"
        join "message" on "message"."rowNumber" = "messageSearch"."rowid"
        where "messageSearch" match ${ftsQuery(text)})`
    : sql`(select "conversationId" from "message" where "search" @@ to_tsquery('simple', ${tsQuery(text)}))`
}

/** The ids of contacts whose name, e-mail or phone has all the words. */
export function contactsMatching({ dialect }: Pick<Store, "dialect">, text: string): RawBuilder<string> {
  return dialect === "sqlite"
    ? sql`(select "contact"."id" from "contactSearch"
        join "contact" on "contact"."rowNumber" = "contactSearch"."rowid"
        where "contactSearch" match ${ftsQuery(text)})`
    : sql`(select "id" from "contact" where "search" @@ to_tsquery('simple', ${tsQuery(text)}))`
}

/** The address in a column that holds a page as JSON. */
export function addressIn({ dialect }: Pick<Store, "dialect">, page: Expression<unknown>): Expression<unknown> {
  return dialect === "sqlite" ? sql`${page} ->> '$.url'` : sql`${page}::json ->> 'url'`
}

/** Whether a text holds this one, in capitals or not, with nothing in it taken for a wildcard. */
export function containing(whole: Expression<unknown>, text: string): Expression<SqlBool> {
  const escaped = text.replace(/[\\%_]/g, (character) => `\\${character}`)
  return sql<SqlBool>`lower(${whole}) like lower(${`%${escaped}%`}) escape '\\'`
}

/** Only letters and digits are looked for, so that nothing a person types is an operator of either database. */
function words(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
}

const NOTHING = '""'

function ftsQuery(text: string): string {
  const terms = words(text).map((word) => `"${word}"*`)
  return terms.join(" ") || NOTHING
}

function tsQuery(text: string): string {
  return words(text)
    .map((word) => `'${word}':*`)
    .join(" & ")
}
