import { randomUUID } from "node:crypto"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { png, token, upload } from "../../testing/files"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type ObjectStore, startObjectStore } from "../../testing/object-store"
import { type Agent, agent, type Visitor, visitor } from "../../testing/people"
import { readZip } from "../../testing/read-zip"
import { pathOf } from "./archive"

describe("the archive of a person", () => {
  let bucket: ObjectStore
  let server: TestServer
  let ana: Agent
  let vera: Visitor

  beforeEach(async () => {
    bucket = await startObjectStore()
    server = await startTestServer({ environment: bucket.environment })
    ana = await agent(server)
    vera = await visitor(server)
  })
  afterEach(async () => {
    ana.hangUp()
    vera.hangUp()
    await server.stop()
    await bucket.stop()
  })

  const take = (contactId: string, headers: Record<string, string> = { Cookie: ana.cookie }) =>
    fetch(`${server.url}/api/contact.export/${contactId}`, { method: "POST", headers })

  async function send(name: string, bytes: Buffer): Promise<string> {
    const { id } = await upload(server, token(vera), name, bytes)
    await vera.call("message.send", { id: randomUUID(), body: "", attachmentIds: [id] })
    return id
  }

  test("an owner takes all that is known of a person and the files as they were sent, in one download (V51)", async () => {
    const { conversation } = await vera.say("This page is torn")
    const first = await send("atlas.png", png(40, 30))
    const second = await send("../../etc/passwd", Buffer.from("words"))
    const third = await send("atlas.png", png(2, 2))
    const response = await take(vera.contactId)
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/zip"])
    expect(response.headers.get("content-disposition")).toBe("attachment; filename=person.zip")
    expect(response.headers.get("x-content-type-options")).toBe("nosniff")
    const zip = readZip(Buffer.from(await response.arrayBuffer()))
    const paths = ["files/0001 atlas.png", "files/0002 .._.._etc_passwd.txt", "files/0003 atlas.png"]
    expect([...zip.keys()]).toEqual([...paths, "person.json"])
    expect([zip.get(paths[0] ?? ""), zip.get(paths[2] ?? "")]).toEqual([png(40, 30), png(2, 2)])
    const { files, ...person } = JSON.parse(String(zip.get("person.json")))
    expect(files).toEqual([first, second, third].map((attachmentId, index) => ({ attachmentId, path: paths[index] })))
    const asCall = await ana.call("contact.export", { contactId: vera.contactId })
    expect(person).toEqual(JSON.parse(JSON.stringify(asCall)))
    expect(person.conversations[0].conversation.id).toBe(conversation.id)
  })

  test("taking it is written down as the call is, and nobody else is given it", async () => {
    await vera.say("Hello")
    await (await take(vera.contactId)).arrayBuffer()
    const { entries } = await ana.call("audit.list", {})
    expect(entries.filter(({ kind }) => kind === "contact.export")).toMatchObject([{ by: { name: "Ana" } }])
    expect((await take(vera.contactId, {})).status).toBe(401)
    expect((await take(vera.contactId, token(vera))).status).toBe(403)
    expect((await take(vera.contactId, { Cookie: ana.cookie, Origin: "https://elsewhere.example" })).status).toBe(403)
    expect((await take("..%2f..%2fetc%2fpasswd")).status).toBe(404)
  })

  test("a file that is gone is told as gone, and a storage that is away is told before anything is given", async () => {
    const id = await send("atlas.png", png(1, 1))
    bucket.behave("gone")
    const refused = await take(vera.contactId)
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: "unavailable" } }])
    bucket.behave("well")
    bucket.objects.clear()
    await rm(join(server.dataDir, "files"), { recursive: true, force: true })
    const zip = readZip(Buffer.from(await (await take(vera.contactId)).arrayBuffer()))
    expect([...zip.keys()]).toEqual(["person.json"])
    expect(JSON.parse(String(zip.get("person.json"))).files).toEqual([{ attachmentId: id, path: null }])
  })
})

test.each([
  ["../../.bashrc", "files/0001 .._.._.bashrc"],
  ["..", "files/0001"],
  ["C:\\Windows\\win.ini", "files/0001 C__Windows_win.ini"],
  ["/etc/passwd", "files/0001 _etc_passwd"],
  ["a\u0000b\u202egnp.exe", "files/0001 a_b_gnp.exe"],
  ["CON", "files/0001 CON"],
  ["name.", "files/0001 name"],
  ["рахунок № 5.pdf", "files/0001 рахунок № 5.pdf"],
  [`${"я".repeat(200)}.pdf`, `files/0001 ${"я".repeat(50)}.pdf`],
])("%s is unpacked into its folder and nowhere else (V84)", (name, path) => {
  expect(pathOf(1, name)).toBe(path)
})
