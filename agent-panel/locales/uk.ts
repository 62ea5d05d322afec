import type { Words } from "./en"

export const uk: Words = {
  common: {
    close: "Закрити",
    cancel: "Скасувати",
    save: "Зберегти",
    back: "Назад",
    retry: "Спробувати ще",
    loading: "Завантажується",
  },
}
