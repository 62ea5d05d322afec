import type { Role } from "../shared/protocol/types"

export type Language = "en" | "ru" | "uk"

/** Somebody who answers at Nightingale Books. */
export type Colleague = { name: string; email: string; role: Role }

/** Somebody who asks. An e-mail is theirs only if they chose to give it. */
export type Guest = { name: string; language: Language; email?: string; phone?: string }

export const ANA: Colleague = { name: "Ana", role: "owner", email: "ana@nightingale.example" }
export const BO: Colleague = { name: "Bo", role: "agent", email: "bo@nightingale.example" }
export const TOMAS: Colleague = { name: "Tomás", role: "supervisor", email: "tomas@nightingale.example" }
export const IRYNA: Colleague = { name: "Iryna", role: "agent", email: "iryna@nightingale.example" }

export const COLLEAGUES: readonly Colleague[] = [ANA, BO, TOMAS, IRYNA]

/** Who first tries what is new: Vera is in every story, Viktor is the one nobody answered. */
export const VERA: Guest = { name: "Vera", language: "en", email: "vera@letters.example" }
export const VIKTOR: Guest = { name: "Viktor", language: "en", phone: "+44 1632 960 042" }

export const GUESTS: readonly Guest[] = [
  VERA,
  VIKTOR,
  { name: "Amara Nwosu", language: "en", email: "amara.nwosu@post.example" },
  { name: "Jonas Lindqvist", language: "en" },
  { name: "Priya Raghavan", language: "en", email: "priya@raghavan.example" },
  { name: "Elif Kaya", language: "en" },
  { name: "Mateo Fuentes", language: "en", phone: "+44 1632 960 118" },
  { name: "Hannah O’Brien", language: "en", email: "hannah.obrien@post.example" },
  { name: "Wei Chen", language: "en" },
  { name: "Søren Dahl", language: "en", email: "soren@dahl.example" },
  { name: "Fatima Zahra El Idrissi", language: "en" },
  { name: "Gwen Morgan", language: "en", email: "gwen.m@post.example" },
  { name: "Kenji Watanabe", language: "en" },
  { name: "Leila Haddad", language: "en", email: "leila.haddad@post.example" },
  { name: "Tom Ashworth", language: "en", phone: "+44 1632 960 733" },
  { name: "Zofia Wiśniewska", language: "en" },
  { name: "Ruth Abrahams", language: "en", email: "ruth@abrahams.example" },
  { name: "Luca Bianchi", language: "en" },
  { name: "Niamh Gallagher", language: "en", email: "niamh.g@post.example" },
  { name: "Oluwaseun Adebayo", language: "en" },
  { name: "Оксана Мельник", language: "uk", email: "oksana.melnyk@poshta.example" },
  { name: "Тарас Гнатюк", language: "uk" },
  { name: "Леся Кравчук", language: "uk", phone: "+380 00 000 14 07" },
  { name: "Богдан Савчук", language: "uk" },
  { name: "Соломія Дорош", language: "uk", email: "solomiia@dorosh.example" },
  { name: "Назар Петренко", language: "uk" },
  { name: "Марія Коваль", language: "uk", email: "maria.koval@poshta.example" },
  { name: "Андрій Білик", language: "uk" },
  { name: "Дарья Соколова", language: "ru", email: "darya.s@pochta.example" },
  { name: "Михаил Левин", language: "ru" },
  { name: "Алия Сейтказы", language: "ru", email: "aliya@seitkazy.example" },
  { name: "Егор Романов", language: "ru" },
  { name: "Нино Беридзе", language: "ru", phone: "+995 000 00 31 20" },
  { name: "Татьяна Орлова", language: "ru", email: "t.orlova@pochta.example" },
  { name: "Арман Петросян", language: "ru" },
  { name: "Катерина Ли", language: "ru" },
]

/** The pages of the shop, as a visitor's browser names them. */
export const PAGES = {
  books: { path: "/demo/", title: "Nightingale Books" },
  pricing: { path: "/demo/pricing.html", title: "Pricing · Nightingale Books" },
  contacts: { path: "/demo/contacts.html", title: "Contacts · Nightingale Books" },
} as const

export type PageName = keyof typeof PAGES
