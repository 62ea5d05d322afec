import { effect, signal } from "@preact/signals"
import { keep, kept } from "../state/storage"

export const LOCALES = ["en", "ru", "uk"] as const
export type Locale = (typeof LOCALES)[number]

const named = (tag: string | null) => LOCALES.find((locale) => tag?.toLowerCase().startsWith(locale))

/** The language of the panel: the one chosen here, else the first of the browser's that we speak, else English. */
export const locale = signal<Locale>(
  named(kept("locale")) ?? navigator.languages.map(named).find((found) => found !== undefined) ?? "en",
)

export function chooseLocale(chosen: Locale): void {
  keep("locale", chosen)
  locale.value = chosen
}

export type Translations<Words> = { en: Words; ru: () => Promise<Words>; uk: () => Promise<Words> }

/**
 * Words that follow the chosen language: reading one in a view makes the view follow too. English is at hand, another
 * language is fetched when it is chosen. `ready` resolves once the words of the language of now are there.
 */
export function dictionary<Words extends object>({ en, ...others }: Translations<Words>) {
  const words = signal(en)

  async function load(wanted: Locale): Promise<void> {
    const loaded = wanted === "en" ? en : await others[wanted]()
    if (locale.value === wanted) words.value = loaded
  }

  let ready: Promise<void> = Promise.resolve()
  effect(() => {
    // Without a network the words of before stay: better read in another language than not at all.
    ready = load(locale.value).catch(() => {})
  })

  const t = new Proxy(en, { get: (_, name) => Reflect.get(words.value, name) })
  return { t, ready: () => ready }
}
