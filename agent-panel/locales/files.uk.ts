import type { files as english } from "./files.en"

export const files: typeof english = {
  attach: "Додати файл",
  list: "Файли до надсилання",
  remove: (name) => `Прибрати ${name}`,
  show: (name) => `Показати ${name}`,
  save: "Зберегти",
  failed: "Не вдалося надіслати",
  tooLarge: "Файл завеликий",
  notTaken: "Можна надіслати зображення, PDF, текст або ZIP",
  noRoom: "На сервері зараз немає місця для файлів",
  follows: "Піде слідом",
  drop: "Відпустіть, щоб додати",
}
