import type { HolidaysWords } from "./holidays.en"
import { plural } from "./plural"

const events = (count: number, one: string, few: string, other: string) =>
  plural("ru", count, {
    one: `${count} событие ${one}`,
    few: `${count} события ${few}`,
    other: `${count} событий ${other}`,
  })
const days = (count: number) =>
  plural("ru", count, { one: `${count} день`, few: `${count} дня`, other: `${count} дней` })

export const ru: HolidaysWords = {
  pick: "Из файла календаря",
  pickSays: "Файл .ics с праздниками: его выгружают Google Календарь, Outlook и Apple.",
  drop: "Можно и перетащить его сюда.",
  dropNow: "Отпустите файл календаря здесь",
  reading: "Читаем файл",
  quoted: (name) => `«${name}»`,
  title: (file) => `Дни из файла «${file}»`,
  says: (count, until) =>
    `До ${until} — ${plural("ru", count, { one: `${count} целый день`, few: `${count} целых дня`, other: `${count} целых дней` })}. В отмеченные дни будет закрыто весь день.`,
  kept: "То, что уже в вашем списке, останется как есть.",
  noneAhead: (until) => `С сегодняшнего дня до ${until} ни одно событие в файле не занимает целый день.`,
  noEvents: "В этом файле нет событий.",
  allThere: "Все его дни уже есть в вашем списке.",
  all: "Все дни",
  chosen: (count, all) => `Отмечено ${count} из ${all}`,
  room: (room, max) =>
    room === 0
      ? `В списке уже ${max} дней, места больше нет.`
      : `В список входит ${max} дней, есть место ещё на ${days(room)}.`,
  over: (count) => `Снимите ещё ${count} или уберите дни из списка.`,
  there: "Уже в вашем списке",
  thereOpen: (hours) => `Уже в вашем списке, открыто ${hours}`,
  free: "В том календаре отмечено как свободное время",
  unnamed: "Без названия",
  leftOut: "Пропущено",
  why: {
    timed: (count) => events(count, "не на целый день", "не на целый день", "не на целый день"),
    cancelled: (count) => events(count, "отменено", "отменены", "отменено"),
    past: (count) => events(count, "уже прошло", "уже прошли", "уже прошло"),
    later: (count, until) => events(count, `позже ${until}`, `позже ${until}`, `позже ${until}`),
    "too-often": (count) =>
      events(count, "повторяется чаще раза в день", "повторяются чаще раза в день", "повторяется чаще раза в день"),
    unreadable: (count) => events(count, "не читается", "не читаются", "не читаются"),
  },
  take: (count) => (count === 0 ? "Добавить дни" : `Добавить ${days(count)}`),
  taken: (count) =>
    plural("ru", count, {
      one: `${count} день в списке. Он начнёт действовать, когда вы сохраните.`,
      few: `${count} дня в списке. Они начнут действовать, когда вы сохраните.`,
      other: `${count} дней в списке. Они начнут действовать, когда вы сохраните.`,
    }),
  unread: (file) => `Из «${file}» ничего не взято, и ничего не изменилось.`,
  wrong: {
    "not-a-calendar": "Это не файл календаря: такие начинаются с BEGIN:VCALENDAR.",
    unfinished: "В нём что-то начинается и не кончается, будто файл обрезан. Выгрузите его ещё раз.",
    "too-large": "Он больше 1 МБ. Выгрузите только календарь с праздниками.",
    "out-of-reach": "Его не удалось открыть. Если он перемещён или изменён, выберите его снова.",
    unavailable: "Не загрузилось то, что читает такие файлы. Проверьте связь и выберите файл ещё раз.",
    endless: "Что-то в нём повторяется без конца, и чтение остановлено.",
  },
  wrongLine: (line, says) => `Не читается строка ${line}: «${says}».`,
  several: "Выберите один файл за раз.",
}
