import type { HandoverWords } from "./handover.en"

export const handover: HandoverWords = {
  here: (count) => `${count} на месте`,
  nobodyHere: "Никого нет на месте: диалог подождёт, пока не позовут всех",
  nobodyElseHere: "Кроме вас никого нет: диалог подождёт, пока не позовут всех",
  everybody: "Всем",
  everybodyHint: "без команды",
  inQueueOf: (team) => `В очереди команды «${team}»`,
  handed: (who, team) => `${who}: диалог передан команде «${team}»`,
  handedToGone: (who) => `${who}: диалог передан команде, которой больше нет`,
  gave: (who, to, team) => `${who}: передача команде «${team}», теперь отвечает ${to}`,
  toEverybody: (who) => `${who}: диалог снова общий`,
  teamRemoved: "Команду удалили: диалог теперь общий",
  why: (who) => `Диалог передаёт ${who}`,
  said: {
    asked: (team, who) => `Передано команде «${team}». Сейчас спрашиваем: ${who}.`,
    rung: (team) => `Передано команде «${team}». Зовём в ней всех.`,
    rungAll: (team) => `Передано команде «${team}». Зовём вообще всех.`,
    waits: (team) => `Передано команде «${team}». Спросить там сейчас некого: диалог подождёт, пока не позовут всех.`,
    queued: (team) => `Передано команде «${team}».`,
    everybody: "Диалог снова общий.",
  },
}
