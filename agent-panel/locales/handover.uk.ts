import type { HandoverWords } from "./handover.en"

export const handover: HandoverWords = {
  here: (count) => `${count} на місці`,
  nobodyHere: "Нікого немає на місці: розмова зачекає, доки не покличуть усіх",
  nobodyElseHere: "Крім вас нікого немає: розмова зачекає, доки не покличуть усіх",
  everybody: "Усім",
  everybodyHint: "без команди",
  inQueueOf: (team) => `У черзі команди «${team}»`,
  handed: (who, team) => `${who}: розмову передано команді «${team}»`,
  handedToGone: (who) => `${who}: розмову передано команді, якої вже немає`,
  gave: (who, to, team) => `${who}: передано команді «${team}», тепер відповідає ${to}`,
  toEverybody: (who) => `${who}: розмова знову спільна`,
  teamRemoved: "Команду видалено: розмова тепер спільна",
  why: (who) => `Розмову передає ${who}`,
  said: {
    asked: (team, who) => `Передано команді «${team}». Зараз питаємо: ${who}.`,
    rung: (team) => `Передано команді «${team}». Кличемо в ній усіх.`,
    rungAll: (team) => `Передано команді «${team}». Кличемо взагалі всіх.`,
    waits: (team) => `Передано команді «${team}». Запитати там зараз нікого: розмова зачекає, доки не покличуть усіх.`,
    queued: (team) => `Передано команді «${team}».`,
    everybody: "Розмова знову спільна.",
  },
}
