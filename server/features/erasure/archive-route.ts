import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import { makeZip } from "client-zip"
import type { Express } from "express"
import type { House, HttpDoor } from "../../feature"
import { type Files, outOfReach } from "../attachments"
import { archiveOf } from "./archive"

/** What `contact.export` gives, and the files that were sent, as one download. Who may, and what is written down, is the call's. */
export function archiveRoute(house: House, files: Files): (app: Express, door: HttpDoor) => void {
  return (app, door) => {
    app.post("/api/contact.export/:contactId", async (request, response) => {
      const reply = await door.call(request, "contact.export", { contactId: String(request.params.contactId) })
      if (!reply.ok) return door.send(response, reply)
      const zip = await begun(archiveOf(house, files, reply.data))
      response.attachment("person.zip").set({ "Cache-Control": "no-store", "Content-Type": "application/zip" })
      await pipeline(Readable.fromWeb(makeZip(zip) as ReadableStream), response).catch((error) => {
        // The answer has begun: whoever asked sees that it breaks off.
        if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") house.log.warn({ err: error }, "an export was given in part")
      })
    })
  }
}

/** The same, once its first is there: a storage that is away is told before anything is given. */
async function begun<T>(entries: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await entries.next().catch((error) => {
    throw outOfReach(error)
  })
  return (async function* () {
    if (!first.done) yield first.value
    yield* entries
  })()
}
