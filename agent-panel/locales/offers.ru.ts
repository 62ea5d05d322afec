import type { OffersWords } from "./offers.en"
import { plural } from "./plural"

export const offers: OffersWords = {
  label: "Предложение",
  forMe: (name) => `${name} ждёт вас`,
  forAll: (name) => `${name} ждёт любого из вас`,
  accept: "Взять",
  decline: "Отказаться",
  notMe: "Не я",
  others: (count) => `ещё ${count}`,
  othersHint: (count) =>
    plural("ru", count, {
      one: `После этого звонит ещё ${count} предложение`,
      few: `После этого звонят ещё ${count} предложения`,
      many: `После этого звонят ещё ${count} предложений`,
      other: `После этого звонят ещё ${count} предложения`,
    }),
  left: (length) => `чтобы взять, есть ${length}`,
  setAway: "Вам поставлен перерыв: два предложения подряд остались без ответа.",
  here: "Я на месте",
  missed: "два предложения без ответа",
  load: (count, capacity) => `${count} из ${capacity}`,
  why: {
    first: "Ваша очередь",
    knows: (contact) => `Вы уже знакомы: ${contact}`,
    room: "У вас освободилось место",
    missed: (who, length) => `${who} не отвечает (${length})`,
    silent: (who, length) => `Диалог был у ${who}, ответа нет (${length})`,
    declined: (who) => `${who} сейчас не может`,
    gone: (who) => `${who} не на связи`,
    away: (who) => `${who} на перерыве`,
    team: (team) => `Зовём всех из команды «${team}»`,
    everybody: "Зовём всех",
    overdue: "Срок ответа вышел",
  },
}
