import { dictionary } from "."
import { en } from "./simulator.en"

/** The words of the simulator, which come with it. */
const { t: simulatorWords, ready } = dictionary({
  en,
  ru: async () => (await import("./simulator.ru")).ru,
  uk: async () => (await import("./simulator.uk")).uk,
})

await ready()

export { simulatorWords }
