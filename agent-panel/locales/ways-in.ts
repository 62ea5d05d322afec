import { dictionary } from "."
import { en } from "./ways-in.en"

/** The words of sessions and of the second factor. */
const { t: waysInWords, ready } = dictionary({
  en,
  ru: async () => (await import("./ways-in.ru")).ru,
  uk: async () => (await import("./ways-in.uk")).uk,
})

await ready()

export { waysInWords }
