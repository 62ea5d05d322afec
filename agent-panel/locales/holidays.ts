import { dictionary } from "."
import { en } from "./holidays.en"

/** The words of what takes holidays from a calendar file, which come with the settings. */
const { t: words, ready } = dictionary({
  en,
  ru: async () => (await import("./holidays.ru")).ru,
  uk: async () => (await import("./holidays.uk")).uk,
})

await ready()

export { words }
