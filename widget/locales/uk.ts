import { plural, roundUp, type Words } from "./words"

const tag = "uk"
const count = (number: number, one: string, few: string, many: string) => plural(tag, number, one, few, many)

/** After «протягом»: the genitive, so the few take the form of the many. */
const WITHIN = {
  second: ["секунди", "секунд"],
  minute: ["хвилини", "хвилин"],
  hour: ["години", "годин"],
} as const

export const words: Words = {
  tag,
  chat: "Чат",
  chatWith: (site) => `Чат: ${site}`,
  openChat: "Відкрити чат",
  closeChat: "Закрити чат",
  unread: (number) => count(number, "нове повідомлення", "нові повідомлення", "нових повідомлень"),
  greeting: "Вітаємо. Чим можемо допомогти?",
  within(targetMs) {
    const time = roundUp(targetMs)
    const [one, many] = WITHIN[time.unit]
    return `Людина відповість протягом ${count(time.count, one, many, many)}`
  },
  closed: (opensAt) =>
    `Зараз ми не працюємо. Напишіть: людина відповість, щойно ми відчинимося${opensAt ? ` (${opensAt})` : ""}`,
  by: (time, name) => (name ? `${name} відповість до ${time}` : `Ви отримаєте відповідь до ${time}`),
  late: (time) => `Ми обіцяли відповісти до ${time} і не встигли. Вибачте нам. Людина неодмінно відповість вам тут`,
  field: "Напишіть повідомлення",
  send: "Надіслати",
  sending: "Надсилається",
  sent: "Надіслано",
  seen: "Прочитано",
  notSent: "Не надіслано",
  retry: "Спробувати ще раз",
  discard: "Видалити",
  tooLong: (number) => `Зайвих знаків: ${number}`,
  typing: (name) => `${name ?? "Співрозмовник"} пише`,
  offline: "Немає зв’язку. Усе, що ви напишете, збережеться й піде, щойно він з’явиться",
  refused: "На цій сторінці чат недоступний",
  forgetful: "Браузер нічого не запам’ятовує: якщо піти зі сторінки, повернутися до розмови не вдасться",
  resolved: (name) => `${name ? `${name}: питання вирішено` : "Питання вирішено"}. Якщо щось лишилося, напишіть`,
  newest: "До нових повідомлень",
  earlier: "Раніші повідомлення",
  robot: "Автоматична відповідь",
  menu: "Більше",
  sound: "Звук нових повідомлень",
  askContact: "Як із вами зв’язатися, якщо ви підете?",
  reach: "Пошта або телефон",
  askName: "Дякуємо. А як вас звати?",
  name: "Ім’я",
  save: "Зберегти",
  notNow: "Не зараз",
  saved: "Дякуємо, ми записали",
  wrongContact: "Це не схоже на адресу пошти чи номер телефону",
  failedContact: "Зараз зберегти не вдалося. Спробуйте ще раз",
}
