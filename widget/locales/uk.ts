import { dayAndTime, plural, roundUp, type Words } from "./words"

const tag = "uk"
const count = (number: number, one: string, few: string, many: string) => plural(tag, number, one, few, many)

/** After «протягом»: the genitive, so the few take the form of the many. */
const WITHIN = {
  second: ["секунди", "секунд"],
  minute: ["хвилини", "хвилин"],
  hour: ["години", "годин"],
} as const

function within(durationMs: number): string {
  const time = roundUp(durationMs)
  const [one, many] = WITHIN[time.unit]
  return `протягом ${count(time.count, one, many, many)}`
}

export const words: Words = {
  tag,
  on: (day) => (/^\d/.test(day) ? day : `у ${day.replace(/а$/, "у").replace(/я$/, "ю")}`),
  chat: "Чат",
  chatWith: (site) => `Чат: ${site}`,
  openChat: "Відкрити чат",
  closeChat: "Закрити чат",
  unread: (number) => count(number, "нове повідомлення", "нові повідомлення", "нових повідомлень"),
  greeting: "Вітаємо. Чим можемо допомогти?",
  within: (targetMs) => `Людина відповість ${within(targetMs)}`,
  usually: (paceMs) => `Зазвичай людина відповідає ${within(paceMs)}`,
  someTime: "Вам відповість людина, просто тут",
  closed: (opens) =>
    opens
      ? `Ми відчинимося ${dayAndTime(opens, opens.time.startsWith("11") ? "об" : "о")}, і людина вам відповість. Напишіть зараз`
      : "Зараз ми не працюємо. Напишіть, і людина відповість, коли ми повернемося",
  by: (due, name) => `${name ? `${name} відповість` : "Ви отримаєте відповідь"} ${dayAndTime(due, "до")}`,
  missed: (due) => `Ми обіцяли відповісти ${dayAndTime(due, "до")} і не встигли. Вибачте нам`,
  next: (due) => `Ми покликали всіх, хто може допомогти.\nЛюдина відповість вам ${due ? dayAndTime(due, "до") : "тут"}`,
  promised: (due, name) => `${name} напише вам ${dayAndTime(due, "до")}`,
  moved: (due, name) => `${name} напише вам пізніше: ${dayAndTime(due, "до")}`,
  kept: "Обіцяне зроблено",
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
