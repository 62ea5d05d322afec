import { computed, signal } from "@preact/signals"
import type { Connection } from "../../shared/client/connection"
import type { Output, Page } from "../../shared/protocol/types"
import type { Shelf } from "./shelf"

export type Start = Output<"visitor.start">

export type Visit = ReturnType<typeof createVisit>

const AGAIN_AFTER_MS = 2_000
/** Answers that trying again does not change. */
const FINAL: readonly string[] = ["forbidden", "not_found", "invalid_input"]

type Parts = { connection: Connection; shelf: Shelf; site: string; locale: string; hear: (start: Start) => void }

/** The page may say who its visitor is in its own markup, on the script tag. */
const inMarkup = () => document.querySelector<HTMLElement>("script[data-identity]")?.dataset.identity

/** Who this browser is to the server. The token is kept only once the visitor has something to come back for. */
export function createVisit({ connection, shelf, site, locale, hear }: Parts) {
  const started = signal<Start | null>(null)
  /** Whether calls made now are taken as this visitor's. */
  const ready = signal(false)
  const refusedCall = signal(false)
  /** Whether the server does not want this page, or this visitor. */
  const refused = computed(() => refusedCall.value || connection.state.value === "refused")
  let identity = inMarkup()
  /** That of a signed-in customer is for this page only, and goes before what is kept of somebody anonymous. */
  const token = () => {
    const now = started.value
    return (now?.identified && now.token) || shelf.read("token") || now?.token
  }

  async function start(): Promise<void> {
    ready.value = false
    const known = token()
    const input = { site, page: here(), locale, ...(known && { token: known }), ...(identity && { identity }) }
    const reply = await connection.call("visitor.start", input)
    if (reply.ok) return begin(reply.data)
    refusedCall.value = FINAL.includes(reply.error.code)
    if (refusedCall.value || connection.state.value !== "online") return
    setTimeout(() => void start(), reply.error.retryAfterMs ?? AGAIN_AFTER_MS)
  }

  function begin(start: Start): void {
    started.value = start
    refusedCall.value = false
    if (start.conversation || shelf.read("token")) stay()
    ready.value = true
    hear(start)
  }

  /** From now on this visitor has something to come back for, even where the server has not said yet who they are. */
  function stay(): void {
    const now = started.value
    shelf.write("token", now && !now.identified ? now.token : (shelf.read("token") ?? ""))
  }

  /** Comes back as whom another tab says this visitor is. */
  function startAgain(): void {
    connection.close()
    connection.connect()
  }

  shelf.onChange((key) => {
    if (key === "token" && token() !== started.value?.token) startAgain()
  })
  connection.onConnect(() => void start())

  return {
    started,
    ready,
    refused,
    token,
    start,
    startAgain,
    stay,
    /** The page says who its visitor is, or that they are nobody to it any more. */
    identify(as?: string): void {
      identity = as
      if (!as) started.value = null
      startAgain()
    },
  }
}

const URL_MAX_LENGTH = 2_048
const TITLE_MAX_LENGTH = 300
const HALF_A_PAIR = /\p{Surrogate}/gu

/** The page this stands on, cut to what the server takes. */
export function here(): Page {
  const { referrer, title } = document
  return {
    url: location.href.slice(0, URL_MAX_LENGTH),
    title: title.slice(0, TITLE_MAX_LENGTH).replace(HALF_A_PAIR, ""),
    ...(referrer ? { referrer: referrer.slice(0, URL_MAX_LENGTH) } : {}),
  }
}
