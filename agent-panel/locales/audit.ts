import { dictionary } from "."
import { en } from "./audit.en"

/** The words of the audit log, which come with it. */
const { t: auditWords, ready } = dictionary({
  en,
  ru: async () => (await import("./audit.ru")).ru,
  uk: async () => (await import("./audit.uk")).uk,
})

await ready()

export { auditWords }
