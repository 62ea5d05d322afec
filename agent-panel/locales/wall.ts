import { dictionary } from "."
import { en } from "./wall.en"

/** The words of the wall, which come with it. */
const { t: words, ready } = dictionary({
  en,
  ru: async () => (await import("./wall.ru")).ru,
  uk: async () => (await import("./wall.uk")).uk,
})

await ready()

export { words }
