import type { Locale } from "./dictionary"

type Forms = { one: string; few?: string; many?: string; other: string }

const rules = new Map<Locale, Intl.PluralRules>()

/** The form of a word that goes with a number in a language: 1 день, 2 дні, 5 днів. */
export function plural(locale: Locale, count: number, forms: Forms): string {
  const rule = rules.get(locale) ?? new Intl.PluralRules(locale)
  rules.set(locale, rule)
  const form = rule.select(count)
  return (form in forms ? forms[form as keyof Forms] : undefined) ?? forms.other
}
