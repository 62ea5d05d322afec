import { dictionary } from "./dictionary"
import { en } from "./en"

export { chooseLocale, dictionary, LOCALES, type Locale, locale } from "./dictionary"

/** The panel's own words, and a promise of them in the language of now. */
export const { t, ready: wordsReady } = dictionary({
  en,
  ru: async () => (await import("./ru")).ru,
  uk: async () => (await import("./uk")).uk,
})
