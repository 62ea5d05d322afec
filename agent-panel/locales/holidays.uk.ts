import type { HolidaysWords } from "./holidays.en"
import { plural } from "./plural"

const events = (count: number, one: string, few: string, other: string) =>
  plural("uk", count, { one: `${count} ${one}`, few: `${count} ${few}`, other: `${count} ${other}` })
const days = (count: number) =>
  plural("uk", count, { one: `${count} день`, few: `${count} дні`, other: `${count} днів` })

export const uk: HolidaysWords = {
  pick: "З файлу календаря",
  pickSays: "Файл .ics зі святами, який дають Google Календар, Outlook і Apple.",
  drop: "Можна й перетягнути його сюди.",
  dropNow: "Відпустіть файл календаря тут",
  reading: "Читаємо файл",
  quoted: (name) => `«${name}»`,
  title: (file) => `Дні з файлу «${file}»`,
  says: (count, until) =>
    `До ${until} — ${plural("uk", count, { one: `${count} цілий день`, few: `${count} цілі дні`, other: `${count} цілих днів` })}. У позначені дні буде зачинено весь день.`,
  kept: "Те, що вже у вашому списку, лишиться як є.",
  noneAhead: (until) => `Від сьогодні до ${until} жодна подія з файлу не триває цілий день.`,
  noEvents: "У цьому файлі немає подій.",
  allThere: "Усі його дні вже є у вашому списку.",
  all: "Усі дні",
  chosen: (count, all) => `Позначено ${count} з ${all}`,
  room: (room, max) =>
    room === 0
      ? `У списку вже ${max} днів, місця більше немає.`
      : `До списку входить ${max} днів, є місце ще на ${days(room)}.`,
  over: (count) => `Зніміть ще ${count} або приберіть дні зі списку.`,
  there: "Уже у вашому списку",
  thereOpen: (hours) => `Уже у вашому списку, відчинено ${hours}`,
  free: "У тому календарі позначено як вільний час",
  unnamed: "Без назви",
  leftOut: "Пропущено",
  why: {
    timed: (count) => events(count, "подія не на цілий день", "події не на цілий день", "подій не на цілий день"),
    cancelled: (count) => events(count, "подію скасовано", "події скасовано", "подій скасовано"),
    past: (count) => events(count, "подія вже минула", "події вже минули", "подій уже минуло"),
    later: (count, until) => events(count, `подія після ${until}`, `події після ${until}`, `подій після ${until}`),
    "too-often": (count) =>
      events(
        count,
        "подія повторюється частіше ніж раз на день",
        "події повторюються частіше ніж раз на день",
        "подій повторюється частіше ніж раз на день",
      ),
    unreadable: (count) => events(count, "подію не прочитати", "події не прочитати", "подій не прочитати"),
  },
  take: (count) => (count === 0 ? "Додати дні" : `Додати ${days(count)}`),
  taken: (count) =>
    plural("uk", count, {
      one: `${count} день у списку. Він почне діяти, коли ви збережете.`,
      few: `${count} дні у списку. Вони почнуть діяти, коли ви збережете.`,
      other: `${count} днів у списку. Вони почнуть діяти, коли ви збережете.`,
    }),
  unread: (file) => `З «${file}» нічого не взято, і нічого не змінилося.`,
  wrong: {
    "not-a-calendar": "Це не файл календаря: такі починаються з BEGIN:VCALENDAR.",
    unfinished: "Щось у ньому починається й не закінчується, ніби файл обрізано. Вивантажте його ще раз.",
    "too-large": "Він більший за 1 МБ. Вивантажте лише календар зі святами.",
    "out-of-reach": "Його не вдалося відкрити. Якщо його переміщено чи змінено, виберіть його знову.",
    unavailable: "Не завантажилося те, що читає такі файли. Перевірте зв’язок і виберіть файл ще раз.",
    endless: "Щось у ньому повторюється без кінця, і читання зупинено.",
  },
  wrongLine: (line, says) => `Не читається рядок ${line}: «${says}».`,
  several: "Вибирайте по одному файлу.",
}
