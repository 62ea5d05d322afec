import { dictionary } from "."
import { en } from "./policies.en"

/** The words of policies, which come with the settings. */
const { t: policyWords, ready } = dictionary({
  en,
  ru: async () => (await import("./policies.ru")).ru,
  uk: async () => (await import("./policies.uk")).uk,
})

await ready()

export { policyWords }
