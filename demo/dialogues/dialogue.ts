import type { PageName } from "../cast"

/** What is said, in order. A guest may begin in several ways; `{book}`, `{order}` and `{city}` are filled in. */
export type Dialogue = { page: PageName; begins: readonly [string, ...string[]]; goesOn: readonly Line[] }

export type Line = { by: "guest" | "colleague" | "note"; text: string }

export const answers = (text: string): Line => ({ by: "colleague", text })
export const asks = (text: string): Line => ({ by: "guest", text })
export const notes = (text: string): Line => ({ by: "note", text })
