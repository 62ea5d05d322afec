import { dictionary } from "."
import { en } from "./steps.en"

/** The words of the ladder, which come with the settings. */
const { t: stepWords, ready } = dictionary({
  en,
  ru: async () => (await import("./steps.ru")).ru,
  uk: async () => (await import("./steps.uk")).uk,
})

await ready()

export { stepWords }
