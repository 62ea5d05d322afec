import type { LookupAddress } from "node:dns"
import { lookup as lookUp } from "node:dns/promises"
import { type RequestOptions, request as requestPlainly } from "node:http"
import { request as requestSecurely } from "node:https"
import { isIP } from "node:net"
import { text } from "node:stream/consumers"
import { isPublicAddress } from "./public-address"

/** So much of an answer is kept, for whoever wants to know why something failed. */
const ANSWER_MAX_BYTES = 1_024

export type Letter = { headers: Record<string, string>; body: Buffer }
export type Answer = { status: number; text: string }

/** The way to addresses that somebody outside named, and that must not lead back inside (V44). */
export type Outside = {
  /** Whether an address may be tried at all, by its looks. Where its name leads is seen when it is used. */
  admits(address: string): boolean
  /** Sends a letter and gives the answer, whatever it says. Throws `OutOfReach`, or why there was none. */
  post(address: string, letter: Letter): Promise<Answer>
}

/** The address leads where this server goes for nobody. */
export class OutOfReach extends Error {
  constructor(host: string) {
    super(`${host} is not on the open internet`)
    this.name = "OutOfReach"
  }
}

export type Reach = {
  protocols: readonly string[]
  /** An empty port is the protocol's own. */
  reachesPort(port: string): boolean
  reachesAddress(address: string): boolean
  resolve(host: string): Promise<readonly LookupAddress[]>
  /** How long everything together may take, from the name to the answer's last byte. */
  answerWithinMs: number
}

/** Everybody on the internet who can prove who they are, at the usual port. */
export const OPEN_INTERNET: Reach = {
  protocols: ["https:"],
  reachesPort: (port) => port === "",
  reachesAddress: isPublicAddress,
  resolve: (host) => lookUp(host, { all: true }),
  answerWithinMs: 5_000,
}

/**
 * Names are resolved once, and the connection goes to what was looked at: a name that leads elsewhere a moment later gains
 * nothing. Redirects are answers like any other, and nobody follows them.
 */
export function createOutside(reach: Reach = OPEN_INTERNET): Outside {
  function admits(address: string): boolean {
    if (!URL.canParse(address)) return false
    const url = new URL(address)
    const named = hostOf(url)
    return (
      reach.protocols.includes(url.protocol) &&
      reach.reachesPort(url.port) &&
      url.username === "" &&
      url.password === "" &&
      (isIP(named) === 0 || reach.reachesAddress(named))
    )
  }

  async function placesOf(host: string): Promise<readonly LookupAddress[]> {
    const family = isIP(host)
    const places = family === 0 ? await reach.resolve(host) : [{ address: host, family }]
    if (places.length === 0 || !places.every(({ address }) => reach.reachesAddress(address))) throw new OutOfReach(host)
    return places
  }

  return {
    admits,
    async post(address, letter) {
      const url = new URL(address)
      if (!admits(address)) throw new OutOfReach(url.hostname)
      const patience = AbortSignal.timeout(reach.answerWithinMs)
      const places = await orAbort(placesOf(hostOf(url)), patience)
      return send(url, places, letter, patience)
    },
  }
}

/** A literal IPv6 address stands in brackets. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "")

function send(url: URL, places: readonly LookupAddress[], letter: Letter, patience: AbortSignal): Promise<Answer> {
  const options: RequestOptions = {
    method: "POST",
    headers: letter.headers,
    agent: false,
    signal: patience,
    lookup: (_host, wanted, found) => {
      if (wanted.all) found(null, [...places])
      else found(null, places[0]?.address ?? "", places[0]?.family)
    },
  }
  return new Promise((answered, failed) => {
    const request = url.protocol === "https:" ? requestSecurely(url, options) : requestPlainly(url, options)
    request.once("error", failed)
    request.once("response", (response) => {
      const status = response.statusCode ?? 0
      // The status says it all: words that break off change nothing of it.
      const nothing = () => answered({ status, text: "" })
      text(firstBytes(response)).then((said) => answered({ status, text: said }), nothing)
    })
    request.end(letter.body)
  })
}

/** Leaving the loop ends the connection, however much more was to come. */
async function* firstBytes(answer: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = ANSWER_MAX_BYTES
  for await (const chunk of answer) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, gaveUp) => {
      signal.addEventListener("abort", () => gaveUp(signal.reason), { once: true })
    }),
  ])
}
