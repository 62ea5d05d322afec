import { words as english } from "./en"
import type { Words } from "./words"

const OTHERS: Record<string, () => Promise<{ words: Words }>> = {
  ru: () => import("./ru"),
  uk: () => import("./uk"),
}

/** The words for a page's language such as ru-RU; English where we do not speak it, or where its words do not arrive. */
export async function chooseWords(locale: string): Promise<Words> {
  const load = OTHERS[locale.slice(0, 2).toLowerCase()]
  return load ? (await load().catch(() => ({ words: english }))).words : english
}
