import fc from "fast-check"
import pino from "pino"
import type { Socket } from "socket.io-client"
import type { Caller } from "../../../shared/protocol/calls"
import type { Dialect } from "../../store/database"
import { startTestServer, type TestServer } from "../kit"
import { type Cast, gather, openLine, type Vera } from "../matrix/cast"
import type { ActorName } from "../matrix/who-may"
import { storedRows } from "../stored-rows"
import { anyFrame, type Frame } from "./frames"
import { changedForAgent, changedForVisitor } from "./guarded"
import { type Asked, callsOf } from "./inputs"
import { openRawLine, type RawLine } from "./raw-line"
import { filesOf, throwFiles } from "./throw-files"

export type Effort = { dialect: Dialect; seed: number; calls: number; bodies: number; frames: number; files: number }
/** How often each outcome was given, and everything that should never happen, each as a sentence. */
export type Findings = { inputs: number; outcomes: Map<string, number>; wrong: string[] }

type FuzzedCaller = { actor: ActorName; as: Caller; share: number }

/** Who throws, and how much of all; in this order, because the owner may break what the others need. */
const CALLERS: readonly FuzzedCaller[] = [
  { actor: "nobody", as: "anyone", share: 0.1 },
  { actor: "Viktor", as: "visitor", share: 0.3 },
  { actor: "Cleo", as: "agent", share: 0.3 },
  { actor: "Ana", as: "owner", share: 0.3 },
]
const [TEXT, BINARY] = [1, 2]
const FRAMES_A_LINE = 8
const ERROR_LEVEL = 50
const HEADERS_TOO_LARGE = 431
const NO_ANSWER = "no answer"

/** Throws made-up calls, bodies and frames at a running server, and looks whether it stands and nothing changed that may not. */
export async function fuzz({ dialect, seed, calls, bodies, frames, files }: Effort): Promise<Findings> {
  const findings: Findings = { inputs: 0, outcomes: new Map(), wrong: [] }
  const log = pino({ level: "error" }, { write: (line: string) => noteFailure(findings, line) })
  const server = await startTestServer({ dialect, log })
  const cast = await gather(server)
  const vera = await cast.newVera()
  const hers = await filesOf(vera, server)
  const known = [vera.conversationId, vera.contactId, vera.messageId, ...Object.values(cast.agentIds), "default"]
  for (const [place, { actor, as, share }] of CALLERS.entries()) {
    const thrown = { cast, vera, actor, findings, calls: callsOf(as, known), seed: seed + place }
    const before = await storedRows(server)
    await throwCalls(thrown, Math.ceil(calls * share))
    await throwBodies(thrown, Math.ceil(bodies * share))
    await throwFiles(cast, hers, { actor, seed: seed + place, count: Math.ceil(files * share) }, noteOf(findings))
    const changed = changedFor(actor, cast, vera, before, await storedRows(server))
    for (const table of changed) findings.wrong.push(`${actor} changed ${table}, which is not theirs`)
  }
  const before = await storedRows(server)
  await throwFrames(server, known, findings, seed, frames)
  const changed = changedFor("nobody", cast, vera, before, await storedRows(server))
  for (const table of changed) findings.wrong.push(`a frame changed ${table}`)
  await lookWhetherItStands(server, findings)
  await server.stop()
  return findings
}

type Thrown = {
  cast: Cast
  vera: Vera
  actor: ActorName
  calls: fc.Arbitrary<Asked>
  seed: number
  findings: Findings
}

function changedFor(actor: ActorName, cast: Cast, vera: Vera, before: Map<string, string>, after: Map<string, string>) {
  if (actor === "Ana") return []
  if (actor === "Cleo") return changedForAgent(before, after, cast.agentIds.Cleo)
  return changedForVisitor(before, after, vera)
}

async function throwCalls({ cast, vera, actor, calls, seed, findings }: Thrown, count: number): Promise<void> {
  let line = await opened(cast, actor, vera)
  for (const asked of fc.sample(calls, { seed, numRuns: count })) {
    if (!line.connected) line = await opened(cast, actor, vera)
    note(findings, asked, await answerTo(line, asked))
  }
  line.disconnect()
}

async function opened(cast: Cast, actor: ActorName, vera: Vera): Promise<Socket> {
  const line = await openLine(cast.server, cast.shown(actor, vera))
  if (typeof line === "string") throw new Error(`${actor} is let in no more: ${line}`)
  return line
}

/** The reply, or that the line ended instead of it, as after a change of role. */
function answerTo(line: Socket, { name, input }: Asked): Promise<unknown> {
  return new Promise((answered) => {
    const ended = () => answered({ ok: false, error: { code: NO_ANSWER } })
    // These names are the library's own, and it refuses to send them.
    if (["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"].includes(name)) {
      return ended()
    }
    line.once("disconnect", ended)
    line.emit(name, input, (reply: unknown) => {
      line.off("disconnect", ended)
      answered(reply)
    })
  })
}

const CONTENT_TYPES = [
  "application/json",
  "text/plain",
  "application/json; charset=utf-7",
  "application/x-www-form-urlencoded",
  "",
]

async function throwBodies({ cast, vera, actor, calls, seed, findings }: Thrown, count: number): Promise<void> {
  const body = fc.record({
    asked: calls,
    text: fc.option(fc.string({ unit: "binary", maxLength: 200 }), { freq: 4 }),
    type: fc.oneof({ weight: 5, arbitrary: fc.constant("application/json") }, fc.constantFrom(...CONTENT_TYPES)),
  })
  const { headers } = cast.shown(actor, vera)
  for (const { asked, text, type } of fc.sample(body, { seed, numRuns: count })) {
    const response = await fetch(`${cast.server.url}/api/${encodeURIComponent(asked.name.toWellFormed())}`, {
      method: "POST",
      headers: { ...headers, "Content-Type": type },
      body: text ?? JSON.stringify(asked.input) ?? "",
    })
    const said = await response.text()
    // An address beyond every measure is refused before it is anybody's, with nothing but a status.
    if (said === "" && response.status === HEADERS_TOO_LARGE) continue
    note(findings, asked, JSON.parse(said))
  }
}

async function throwFrames(
  server: TestServer,
  known: readonly string[],
  findings: Findings,
  seed: number,
  count: number,
): Promise<void> {
  const lines = fc.record({
    enters: fc.constantFrom("/visitor", "/agent", null),
    frames: fc.array(anyFrame(known), { minLength: FRAMES_A_LINE, maxLength: FRAMES_A_LINE }),
  })
  for (const { enters, frames } of fc.sample(lines, { seed, numRuns: Math.ceil(count / FRAMES_A_LINE) })) {
    await throwLine(server, enters, frames)
    findings.inputs += frames.length
    for (const { how } of frames) tally(findings, `frame: ${how}`)
  }
}

async function throwLine({ url }: TestServer, enters: string | null, frames: readonly Frame[]): Promise<void> {
  const line = await openRawLine(url)
  if (enters) line.frame(TEXT, Buffer.from(`40${enters},{"site":"default"}`))
  for (const frame of frames) {
    if (frame.how === "polling") await throwPoll(url, frame.text)
    else put(line, frame)
  }
  // The server reads what was sent before it answers this.
  await fetch(`${url}/healthz`)
  line.end()
}

function put(line: RawLine, frame: Exclude<Frame, { how: "polling" }>): void {
  if (frame.how === "text") line.frame(TEXT, Buffer.from(frame.text))
  else if (frame.how === "binary") line.frame(BINARY, Buffer.from(frame.bytes))
  else line.bytes(Buffer.from(frame.bytes))
}

/** The same on the other transport: a body instead of a frame. */
async function throwPoll(url: string, text: string): Promise<void> {
  const address = `${url}/socket.io/?EIO=4&transport=polling&site=default`
  const opened = await (await fetch(address)).text()
  const sid = /"sid":"([^"]+)"/.exec(opened)?.[1]
  await fetch(`${address}&sid=${sid}`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: text })
  await fetch(`${address}&sid=${sid}`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "1" })
}

function note(findings: Findings, asked: Asked, reply: unknown): void {
  const { ok, error } = reply as { ok?: unknown; error?: { code?: string; message?: string } }
  const outcome = ok === true ? "ok" : (error?.code ?? "nonsense")
  findings.inputs++
  tally(findings, outcome)
  const isWrong = outcome === "internal" || outcome === "nonsense"
  if (isWrong) findings.wrong.push(`${outcome}: ${asked.name} ${JSON.stringify(asked.input)?.slice(0, 500)}`)
  if (error?.message && TELLS_TOO_MUCH.test(error.message)) findings.wrong.push(`told: ${error.message}`)
}

const noteOf = (findings: Findings) => ({
  outcome(name: string) {
    findings.inputs++
    tally(findings, name)
  },
  wrong: (sentence: string) => void findings.wrong.push(sentence),
})

/** A stack, SQL or a path of the server (V90). */
const TELLS_TOO_MUCH = /\bat \S+ \(|node_modules|SQLITE_|select "|insert into|\.ts:\d/

function tally({ outcomes }: Findings, outcome: string): void {
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
}

function noteFailure(findings: Findings, line: string): void {
  if (JSON.parse(line).level >= ERROR_LEVEL) findings.wrong.push(`logged: ${line.slice(0, 800)}`)
}

async function lookWhetherItStands({ url }: TestServer, findings: Findings): Promise<void> {
  const { ok } = await fetch(`${url}/readyz`)
  if (!ok) findings.wrong.push("the server is not ready any more")
  if ("isAdmin" in {}) findings.wrong.push("every object is an admin now (V81)")
}
