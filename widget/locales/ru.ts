import { dayAndTime, plural, roundUp, type Words } from "./words"

const tag = "ru"
const count = (number: number, one: string, few: string, many: string) => plural(tag, number, one, few, many)

/** After «в течение»: the genitive, so the few take the form of the many. */
const WITHIN = {
  second: ["секунды", "секунд"],
  minute: ["минуты", "минут"],
  hour: ["часа", "часов"],
} as const

function within(durationMs: number): string {
  const time = roundUp(durationMs)
  const [one, many] = WITHIN[time.unit]
  return `в течение ${count(time.count, one, many, many)}`
}

export const words: Words = {
  tag,
  on(day) {
    if (/^\d/.test(day)) return day
    return `${day.startsWith("вт") ? "во" : "в"} ${day.replace(/а$/, "у")}`
  },
  chat: "Чат",
  chatWith: (site) => `Чат: ${site}`,
  openChat: "Открыть чат",
  closeChat: "Закрыть чат",
  unread: (number) => count(number, "новое сообщение", "новых сообщения", "новых сообщений"),
  greeting: "Здравствуйте. Чем можем помочь?",
  within: (targetMs) => `Человек ответит ${within(targetMs)}`,
  usually: (paceMs) => `Обычно человек отвечает ${within(paceMs)}`,
  someTime: "Вам ответит человек, прямо здесь",
  closed: (opens) =>
    opens
      ? `Мы откроемся ${dayAndTime(opens, "в")}, и человек вам ответит. Напишите сейчас`
      : "Сейчас мы закрыты. Напишите, и человек ответит, когда мы вернёмся",
  by: (due, name) => `${name ? `${name} ответит` : "Вы получите ответ"} ${dayAndTime(due, "до")}`,
  missed: (due) => `Мы обещали ответить ${dayAndTime(due, "до")} и не успели. Простите нас`,
  next: (due) => `Мы позвали всех, кто может помочь.\nЧеловек ответит вам ${due ? dayAndTime(due, "до") : "здесь"}`,
  promised: (due, name) => `${name} напишет вам ${dayAndTime(due, "до")}`,
  moved: (due, name) => `${name} напишет вам позже: ${dayAndTime(due, "до")}`,
  kept: "Обещанное сделано",
  field: "Напишите сообщение",
  send: "Отправить",
  sending: "Отправляется",
  sent: "Отправлено",
  seen: "Прочитано",
  notSent: "Не отправлено",
  retry: "Отправить снова",
  discard: "Удалить",
  tooLong: (number) => `Лишних знаков: ${number}`,
  typing: (name) => `${name ?? "Собеседник"} пишет`,
  offline: "Нет связи. Всё, что вы напишете, сохранится и уйдёт, когда она появится",
  refused: "На этой странице чат недоступен",
  forgetful: "Браузер ничего не запоминает: если уйти со страницы, вернуться к разговору не получится",
  resolved: (name) => `${name ? `${name}: вопрос решён` : "Вопрос решён"}. Если что-то осталось, напишите`,
  newest: "К новым сообщениям",
  earlier: "Более ранние сообщения",
  robot: "Автоматический ответ",
  menu: "Ещё",
  sound: "Звук новых сообщений",
  askContact: "Как с вами связаться, если вы уйдёте?",
  reach: "Почта или телефон",
  askName: "Спасибо. А как вас зовут?",
  name: "Имя",
  save: "Сохранить",
  notNow: "Не сейчас",
  saved: "Спасибо, мы записали",
  wrongContact: "Это не похоже на адрес почты или номер телефона",
  failedContact: "Сейчас сохранить не получилось. Попробуйте ещё раз",
}
