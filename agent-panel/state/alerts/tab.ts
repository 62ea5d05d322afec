import { effect } from "@preact/signals"
import { shareLeft, timeLeftMs, type Urgency, urgency, waitingTimer } from "../../../shared/timer"
import { t } from "../../locales"
import { ringText } from "../../locales/format"
import { now } from "../clock"
import { rowsOf } from "../inbox"

const SIZE_PX = 32
/** The ring in the tab moves in steps that an eye can tell apart, so that it is seldom drawn. */
const STEPS = 24
const COLOURS: Record<Urgency, string> = { calm: "#2f9e80", soon: "#d98a12", late: "#e0483a" }
const AT_REST = "#5671d6"

/** Keeps the tab's title and picture telling how many wait and how long the first one still has. */
export function watchTab(): () => void {
  let drawn = ""
  return effect(() => {
    const waiting = rowsOf("waiting")
    const timer = waiting[0] ? waitingTimer(waiting[0].timers) : null
    if (!timer) {
      document.title = "First Touch"
      if (drawn !== "rest") draw(0.78, AT_REST, { broken: false })
      drawn = "rest"
      return
    }
    const state = urgency(timer, now.value)
    const step = Math.ceil(shareLeft(timer, now.value) * STEPS)
    document.title = `${t.alerts.waitingTitle(waiting.length, ringText(timeLeftMs(timer, now.value)))} · First Touch`
    if (drawn !== `${state} ${step}`) draw(step / STEPS, COLOURS[state], { broken: state === "late" })
    drawn = `${state} ${step}`
  })
}

function draw(share: number, colour: string, { broken }: { broken: boolean }): void {
  const canvas = document.createElement("canvas")
  canvas.width = SIZE_PX
  canvas.height = SIZE_PX
  const pen = canvas.getContext("2d")
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]")
  if (!pen || !link) return
  const circle = (from: number, to: number) => {
    pen.beginPath()
    pen.arc(SIZE_PX / 2, SIZE_PX / 2, 12, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI)
    pen.stroke()
  }
  pen.lineWidth = 6
  pen.strokeStyle = "rgb(128 128 128 / 0.3)"
  if (!broken) circle(0, 1)
  pen.strokeStyle = colour
  if (broken) for (const piece of [0, 0.2, 0.4, 0.6, 0.8]) circle(piece, piece + 0.13)
  else circle(0, share)
  link.href = canvas.toDataURL()
}
