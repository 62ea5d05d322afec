import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely"
import type { Store } from "./database"

/** More words than this narrow a search no further that anybody would notice. */
const MOST_WORDS = 8

/**
 * Of a word that more messages or people have than this, only the newest are looked at: among a million, "the" would keep everybody
 * waiting for answers that nobody reads. bench/search.ts measures it.
 */
const MOST_FOUND = 10_000

/** The ids of conversations in which something was said that has all the words; each may be a beginning. */
export function conversationsMatching(store: Pick<Store, "dialect">, text: string): RawBuilder<string> {
  return newestMatching(store, "message", "conversationId", text)
}

/** The ids of contacts whose name, e-mail or phone has all the words. */
export function contactsMatching(store: Pick<Store, "dialect">, text: string): RawBuilder<string> {
  return newestMatching(store, "contact", "id", text)
}

function newestMatching(
  { dialect }: Pick<Store, "dialect">,
  table: "message" | "contact",
  column: string,
  text: string,
): RawBuilder<string> {
  const [source, gives] = [sql.table(table), sql.ref(column)]
  if (dialect === "postgres") return newestOnPostgres(source, gives, text)
  const index = sql.ref(`${table}Search`)
  return sql`(select ${gives} from ${source} where "rowNumber" in
    (select rowid from ${index} where ${index} match ${ftsQuery(text)} order by rowid desc limit ${sql.lit(MOST_FOUND)}))`
}

/** Of so many newest rows it is counted how many match: PostgreSQL takes every beginning of a word for equally rare. */
const SAMPLE = 20_000
const COMMON = 1_000

/** A common word is found soon on the way back through time, a rare one by the index of words; each is slow the other way. */
function newestOnPostgres(source: Expression<unknown>, gives: Expression<unknown>, text: string): RawBuilder<string> {
  const matches = sql`"search" @@ to_tsquery('simple', ${tsQuery(text)})`
  const newest = sql`order by "createdAt" desc limit ${sql.lit(MOST_FOUND)}`
  return sql`(
    with "sample" as materialized (
      select count(*) > ${sql.lit(COMMON)} as "isCommon"
      from (select "search" from ${source} order by "createdAt" desc limit ${sql.lit(SAMPLE)}) as "sampled"
      where ${matches}
    ), "found" as materialized (select ${gives}, "createdAt" from ${source} where ${matches})
    (select ${gives} from ${source} where (select "isCommon" from "sample") and ${matches} ${newest})
    union all
    (select ${gives} from "found" where not (select "isCommon" from "sample") ${newest}))`
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
  const different = new Set(text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u))
  return [...different].filter(Boolean).slice(0, MOST_WORDS)
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
