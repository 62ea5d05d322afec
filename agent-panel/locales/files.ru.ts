import type { files as english } from "./files.en"

export const files: typeof english = {
  attach: "Приложить файл",
  list: "Файлы к отправке",
  remove: (name) => `Убрать ${name}`,
  show: (name) => `Показать ${name}`,
  save: "Сохранить",
  failed: "Не удалось отправить",
  tooLarge: "Слишком большой файл",
  notTaken: "Можно отправить картинку, PDF, текст или ZIP",
  noRoom: "На сервере сейчас нет места для файлов",
  follows: "Уйдёт следом",
  drop: "Отпустите, чтобы приложить",
}
