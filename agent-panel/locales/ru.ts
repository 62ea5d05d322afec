import type { Words } from "./en"

export const ru: Words = {
  common: {
    close: "Закрыть",
    cancel: "Отмена",
    save: "Сохранить",
    back: "Назад",
    retry: "Повторить",
    loading: "Загружается",
  },
}
