/** What is said of files, in one language. */
export type FileWords = {
  attach: string
  files: string
  remove(name: string): string
  open(name: string): string
  failed: string
  tooLarge: string
  notTaken: string
  tooMany: string
  again: string
  follows: string
}

const WORDS: { en: FileWords; [language: string]: FileWords | undefined } = {
  en: {
    attach: "Attach a file",
    files: "Files",
    remove: (name) => `Remove ${name}`,
    open: (name) => `Save ${name}`,
    failed: "Did not get through",
    tooLarge: "Too large",
    notTaken: "Pictures, PDF, text and ZIP are taken",
    tooMany: "That is a lot for now. Try again in a while",
    again: "Try again",
    follows: "Follows by itself",
  },
  ru: {
    attach: "Приложить файл",
    files: "Файлы",
    remove: (name) => `Убрать ${name}`,
    open: (name) => `Сохранить ${name}`,
    failed: "Не удалось отправить",
    tooLarge: "Слишком большой",
    notTaken: "Можно прислать картинку, PDF, текст или ZIP",
    tooMany: "Пока достаточно. Попробуйте чуть позже",
    again: "Ещё раз",
    follows: "Уйдёт следом",
  },
  uk: {
    attach: "Додати файл",
    files: "Файли",
    remove: (name) => `Прибрати ${name}`,
    open: (name) => `Зберегти ${name}`,
    failed: "Не вдалося надіслати",
    tooLarge: "Завеликий",
    notTaken: "Можна надіслати зображення, PDF, текст або ZIP",
    tooMany: "Поки що досить. Спробуйте трохи згодом",
    again: "Ще раз",
    follows: "Піде слідом",
  },
}

/** The words for a page's language, as everything else is chosen. */
export const fileWords = (locale: string): FileWords => WORDS[locale.slice(0, 2).toLowerCase()] ?? WORDS.en
