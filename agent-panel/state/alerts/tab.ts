import { effect } from "@preact/signals"
import { shareLeft, type TimerFacts, timeLeftMs, type Urgency, urgency, waitingTimer } from "../../../shared/timer"
import { t } from "../../locales"
import { ringText } from "../../locales/format"
import { whoIsOffered } from "../../locales/why"
import { now } from "../clock"
import { rowsOf } from "../inbox"
import { countdownOf, ringing } from "../offers"

const SIZE_PX = 32
const HEART_RADIUS_PX = 5
/** The ring in the tab moves in steps that an eye can tell apart, so that it is seldom drawn. */
const STEPS = 24
const COLOURS: Record<Urgency, string> = { calm: "#2f9e80", soon: "#d98a12", late: "#e0483a" }

type Picture = { share: number; colour: string; isBroken: boolean; hasHeart: boolean }

const AT_REST: Picture = { share: 0.78, colour: "#5671d6", isBroken: false, hasHeart: false }

/** What the tab tells of: an offer to me, else whoever waits; the ring of an offer has a heart. */
type Told = { title: string; timer: TimerFacts; hasHeart: boolean }

/** Keeps the tab's title and picture telling who is offered to me, else how many wait, and how long there is. */
export function watchTab(): () => void {
  let drawn = ""
  return effect(() => {
    const told = offerToTell() ?? waitToTell()
    document.title = told ? `${told.title} · First Touch` : "First Touch"
    const picture = told ? pictureOf(told) : AT_REST
    const key = JSON.stringify(picture)
    if (drawn !== key) draw(picture)
    drawn = key
  })
}

function offerToTell(): Told | null {
  const [first] = ringing.value
  if (!first) return null
  const timer = countdownOf(first)
  const title = t.alerts.offerTitle(whoIsOffered(first), ringText(timeLeftMs(timer, now.value)))
  return { title, timer, hasHeart: true }
}

function waitToTell(): Told | null {
  const waiting = rowsOf("waiting")
  const timer = waiting[0] ? waitingTimer(waiting[0].timers) : null
  if (!timer) return null
  const title = t.alerts.waitingTitle(waiting.length, ringText(timeLeftMs(timer, now.value)))
  return { title, timer, hasHeart: false }
}

function pictureOf({ timer, hasHeart }: Told): Picture {
  const state = urgency(timer, now.value)
  const share = Math.ceil(shareLeft(timer, now.value) * STEPS) / STEPS
  return { share, colour: COLOURS[state], isBroken: state === "late", hasHeart }
}

function draw({ share, colour, isBroken, hasHeart }: Picture): void {
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
  if (!isBroken) circle(0, 1)
  pen.strokeStyle = colour
  if (isBroken) for (const piece of [0, 0.2, 0.4, 0.6, 0.8]) circle(piece, piece + 0.13)
  else circle(0, share)
  if (hasHeart) dot(pen, colour)
  link.href = canvas.toDataURL()
}

function dot(pen: CanvasRenderingContext2D, colour: string): void {
  pen.beginPath()
  pen.arc(SIZE_PX / 2, SIZE_PX / 2, HEART_RADIUS_PX, 0, 2 * Math.PI)
  pen.fillStyle = colour
  pen.fill()
}
