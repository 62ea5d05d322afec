import { dictionary } from "."
import { en } from "./settings.en"

/** The words of the settings, which come with their screens. */
const { t: words, ready } = dictionary({
  en,
  ru: async () => (await import("./settings.ru")).ru,
  uk: async () => (await import("./settings.uk")).uk,
})

await ready()

export type { SaidMoment } from "./settings.en"
export { words }
