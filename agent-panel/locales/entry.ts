import { dictionary } from "."
import { en } from "./entry.en"

/** The words of the screens that stand before the panel: signing in, and the first visit. */
const { t: words, ready } = dictionary({
  en,
  ru: async () => (await import("./entry.ru")).ru,
  uk: async () => (await import("./entry.uk")).uk,
})

// These screens are the first thing somebody sees: not in one language first and in another a moment later.
await ready()

export { words }
