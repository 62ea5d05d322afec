import { pipeline } from "node:stream/promises"
import type { Express, Request, Response } from "express"
import { notFound, Refusal } from "../../core/refusal"
import type { AnyCaller, House, HttpDoor, Openness } from "../../feature"
import type { AttachmentRow } from "../../store/schema"
import type { Files } from "./files"
import { outOfReach } from "./out-of-reach"
import { isOwner, maySee } from "./owner"
import { StorageFailure } from "./storage/storage"
import { type Taken, takeFile } from "./take-file"

const OPEN_TO_FILES: Openness = {
  methods: "GET, HEAD, PUT",
  headers: "Authorization, Content-Type, Upload-Offset",
  exposed: "Upload-Offset",
}

/** Nothing that is served here may run, be framed, or be taken for anything else than it is (V08, V09). */
const INERT = {
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  // Whoever asks again is asked who they are again.
  "Cache-Control": "private, no-cache",
}

/** What a page may load one for: by `fetch`, in a picture, or as a download. */
const DESTINATIONS: readonly unknown[] = [undefined, "empty", "image", "document"]

const ID = /^[0-9a-f]{32}$/

/** The addresses at which files are sent and taken. Only an id leads to one, and it is a random one (V84). */
export function fileRoutes(house: House, files: Files): (app: Express, door: HttpDoor) => void {
  return (app, door) => {
    app.options("/files/:id", async (request, response) => {
      await door.allowPage(request, response, OPEN_TO_FILES)
      response.status(204).end()
    })
    app.head("/files/:id", async (request, response) => {
      const row = await ownRow(request, response)
      response
        .set("Upload-Offset", String(await received(row)))
        .set("Cache-Control", "no-store")
        .end()
    })
    app.put("/files/:id", async (request, response) => {
      const row = await ownRow(request, response)
      // Where it is refused, what is still being sent is not waited for.
      response.shouldKeepAlive = false
      const taken = await take(row, request)
      response.set("Upload-Offset", String(taken.received)).json({ ok: true, data: taken })
    })
    app.get("/files/:id", async (request, response) => {
      await door.allowPage(request, response, OPEN_TO_FILES)
      if (!DESTINATIONS.includes(request.headers["sec-fetch-dest"])) throw notFound("file")
      const row = await visibleRow(request, maySee)
      if (row.completedAt === null) throw notFound("file")
      await give(row, request, response)
    })

    async function ownRow(request: Request, response: Response): Promise<AttachmentRow> {
      await door.allowPage(request, response, OPEN_TO_FILES)
      return visibleRow(request, isOwner)
    }

    async function visibleRow(
      request: Request,
      isFor: (row: AttachmentRow, caller: AnyCaller) => boolean,
    ): Promise<AttachmentRow> {
      const caller = await door.admit(request)
      if (caller.kind === "nobody") throw new Refusal("unauthenticated", "Show the token you were given, or sign in.")
      const row = await rowOf(String(request.params.id))
      if (!row || !isFor(row, caller)) throw notFound("file")
      return row
    }
  }

  async function rowOf(id: string): Promise<AttachmentRow | undefined> {
    if (!ID.test(id)) return undefined
    return house.store.reads.selectFrom("attachment").selectAll().where("id", "=", id).executeTakeFirst()
  }

  async function received({ id, size, completedAt }: AttachmentRow): Promise<number> {
    return completedAt === null ? files.incoming.received(id) : size
  }

  async function take({ id, size }: AttachmentRow, request: Request): Promise<Taken> {
    const from = offsetIn(request)
    if (from + Number(request.headers["content-length"] ?? 0) > size) {
      throw new Refusal("too_large", "There are more bytes than were reserved.")
    }
    return takeFile(house, files, id, request, from).catch(refuse)
  }

  function refuse(error: unknown): never {
    if (error instanceof StorageFailure) house.log.warn({ err: error }, "the storage of files failed")
    throw refusalOf(error)
  }

  async function give(row: AttachmentRow, request: Request, response: Response): Promise<void> {
    response.set({ ...INERT, ETag: `"${row.id}"` }).vary("Authorization")
    if (request.fresh) return void response.status(304).end()
    const content = await files.storage.read(row).catch(refuse)
    if (!content) {
      house.log.error({ attachmentId: row.id }, "a file is not where it should lie")
      throw notFound("file")
    }
    response.attachment(row.name)
    response.set({ "Content-Type": row.type ?? "application/octet-stream", "Content-Length": String(row.size) })
    await pipeline(content, response).catch((error) => {
      // Whoever asked went away; anything else is told to nobody either, since the answer has begun.
      if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") house.log.warn({ err: error }, "a file was given in part")
    })
  }
}

/** From which byte on it comes. What is no number of bytes is said to be none, not to be a full disk. */
function offsetIn({ headers }: Request): number {
  const offset = String(headers["upload-offset"] ?? 0)
  if (!/^\d{1,15}$/.test(offset)) throw new Refusal("invalid_input", "Upload-Offset must be a number of bytes.")
  return Number(offset)
}

/** What the line, the disk or the storage says, as a person may hear it; whoever went away hears nothing. */
function refusalOf(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOSPC":
      return new Refusal("unavailable", "There is no room for files right now. Messages are taken as ever.")
    case "ECONNRESET":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return new Refusal("unavailable", "The line was cut: go on from where it was.")
    case "ENOENT":
      // What had arrived was removed meanwhile: it took too long.
      return notFound("file")
    default:
      return outOfReach(error)
  }
}
