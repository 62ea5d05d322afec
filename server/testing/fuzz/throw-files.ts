import { randomBytes, randomUUID } from "node:crypto"
import { once } from "node:events"
import { connect } from "node:net"
import fc from "fast-check"
import { reserve, type Shows, token, upload } from "../files"
import type { TestServer } from "../kit"
import type { Cast, Vera } from "../matrix/cast"
import type { ActorName } from "../matrix/who-may"
import { post } from "../people"
import { anyFileRequest, type FileRequest } from "./file-requests"

/** Vera's files, each with the words in it that those who may not read it must never get. */
export type VerasFiles = { sent: Secret; unsent: Secret; vera: Vera }
type Secret = { id: string; words: string }

const OWN_FILES = 40
const OWN_BYTES = 5
const PATIENCE_MS = 5_000
const MAY_READ_WHAT_WAS_SENT: readonly ActorName[] = ["Vera", "Cleo", "Ana"]

/** Vera has sent one file, and chosen one that she has not sent. */
export async function filesOf(vera: Vera, server: TestServer): Promise<VerasFiles> {
  const [sent, unsent] = [await secret("sent.txt"), await secret("unsent.txt")]
  const message = { id: randomUUID(), body: "", attachmentIds: [sent.id] }
  await post(server, "message.send", message, token(vera))
  return { sent, unsent, vera }

  async function secret(name: string): Promise<Secret> {
    const words = randomBytes(20).toString("hex")
    return { id: (await upload(server, token(vera), name, Buffer.from(words))).id, words }
  }
}

async function isKnown({ server }: Cast["server"], { contactId }: VerasFiles["vera"]): Promise<boolean> {
  const known = server.store.reads.selectFrom("contact").select("id").where("id", "=", contactId)
  return (await known.executeTakeFirst()) !== undefined
}

type Note = { outcome(name: string): void; wrong(sentence: string): void }

/** Throws made-up requests at the addresses of files, as one of the cast, and looks whether Vera's are as they were. */
export async function throwFiles(
  { server, shown }: Cast,
  files: VerasFiles,
  { actor, seed, count }: { actor: ActorName; seed: number; count: number },
  note: Note,
): Promise<void> {
  const { headers } = shown(actor, files.vera)
  const own = actor === "nobody" ? [] : await reserved(server, headers, Math.min(OWN_FILES, count))
  const requests = anyFileRequest([files.sent.id, files.unsent.id], own)
  for (const request of fc.sample(requests, { seed, numRuns: count })) {
    const answer = await answerTo(server, headers, request)
    const status = [...answer.matchAll(/^HTTP\/1\.1 (\w+)/gm)].at(-1)?.[1] ?? "cut"
    note.outcome(`file: ${status}`)
    const objection = objectionTo(answer, status, request, actor, files)
    if (objection !== null) note.wrong(`${actor} ${objection}: ${request.method} ${request.path} ${request.headers}`)
  }
  for (const { id, words } of [files.sent, files.unsent]) {
    const response = await fetch(`${server.url}/files/${id}`, { headers: token(files.vera) })
    if ((await response.text()) === words) continue
    // An owner may erase her, and then her files are gone.
    if (response.status !== 404 || (await isKnown(server, files.vera))) note.wrong(`${actor} changed a file of Vera's`)
  }
}

async function reserved(server: TestServer, shows: Shows, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) ids.push(await reserve(server, shows, `${number}.txt`, OWN_BYTES))
  return ids
}

function objectionTo(answer: string, status: string, { path }: FileRequest, actor: ActorName, files: VerasFiles) {
  if (status === "500" || answer.includes('"internal"')) return "was told of an internal error"
  if (status === NO_ANSWER) return "got no answer"
  if (answer.includes("SQLite format 3") || answer.includes("root:x:")) return "read another file"
  const { sent, unsent } = files
  const hidden = MAY_READ_WHAT_WAS_SENT.includes(actor) ? [unsent] : [sent, unsent]
  if (hidden.some(({ words }) => answer.includes(words))) return "read a file of Vera's"
  // That it has not changed is only said to those who may see it.
  const asksForHidden = hidden.some(({ id }) => path === `/files/${id}`)
  return asksForHidden && ["200", "206", "304", "416"].includes(status) ? "was told of a file of Vera's" : null
}

const NO_ANSWER = "none"

/** All that came back, until the server hung up. */
async function answerTo(
  { url }: TestServer,
  shows: Shows,
  { method, path, headers, body, breaksOff }: FileRequest,
): Promise<string> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  const pieces: Buffer[] = []
  socket.on("data", (piece) => pieces.push(piece))
  // A server that hangs up on nonsense does what it should.
  socket.on("error", () => socket.destroy())
  socket.setTimeout(PATIENCE_MS, () => {
    pieces.splice(0, pieces.length, Buffer.from(`HTTP/1.1 ${NO_ANSWER}`))
    socket.destroy()
  })
  const shown = Object.entries(shows).map(([name, value]) => `${name}: ${value}`)
  const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...shown, ...headers]
  socket.write(`${head.join("\r\n")}\r\n\r\n`)
  socket.write(body)
  if (breaksOff) socket.end()
  await once(socket, "close")
  return Buffer.concat(pieces).toString("latin1")
}
