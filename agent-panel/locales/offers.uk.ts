import type { OffersWords } from "./offers.en"
import { plural } from "./plural"

export const offers: OffersWords = {
  label: "Пропозиція",
  forMe: (name) => `${name} чекає на вас`,
  forAll: (name) => `${name} чекає на будь-кого з вас`,
  accept: "Узяти",
  decline: "Відмовитися",
  notMe: "Не я",
  others: (count) => `ще ${count}`,
  othersHint: (count) =>
    plural("uk", count, {
      one: `Після цієї дзвонить іще ${count} пропозиція`,
      few: `Після цієї дзвонять іще ${count} пропозиції`,
      many: `Після цієї дзвонять іще ${count} пропозицій`,
      other: `Після цієї дзвонять іще ${count} пропозиції`,
    }),
  left: (length) => `щоб узяти, є ${length}`,
  setAway: "Вам поставлено перерву: дві пропозиції поспіль лишилися без відповіді.",
  here: "Я на місці",
  missed: "дві пропозиції без відповіді",
  load: (count, capacity) => `${count} з ${capacity}`,
  why: {
    first: "Ваша черга",
    knows: (contact) => `Ви вже знайомі: ${contact}`,
    room: "У вас звільнилося місце",
    missed: (who, length) => `${who} не відповідає (${length})`,
    silent: (who, length) => `Розмова була в ${who}, відповіді немає (${length})`,
    declined: (who) => `${who} зараз не може`,
    gone: (who) => `${who} без зв’язку`,
    away: (who) => `${who} на перерві`,
    team: (team) => `Кличемо всіх із команди «${team}»`,
    everybody: "Кличемо всіх",
    overdue: "Термін відповіді минув",
  },
}
