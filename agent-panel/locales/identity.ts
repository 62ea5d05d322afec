import { dictionary } from "."
import { en } from "./identity.en"

/** The words of signed-in customers, which come with the settings. */
const { t: identityWords, ready } = dictionary({
  en,
  ru: async () => (await import("./identity.ru")).ru,
  uk: async () => (await import("./identity.uk")).uk,
})

await ready()

export { identityWords }
