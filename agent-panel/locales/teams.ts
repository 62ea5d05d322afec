import { dictionary } from "."
import { en } from "./teams.en"

/** The words of teams and of how much each person has, which come with the settings. */
const { t: teamWords, ready } = dictionary({
  en,
  ru: async () => (await import("./teams.ru")).ru,
  uk: async () => (await import("./teams.uk")).uk,
})

await ready()

export { teamWords }
