import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { pdf, png, put, reserve, token, upload } from "../../testing/files"
import { startTestServer, type TestServer } from "../../testing/kit"
import { type Visitor, visitor } from "../../testing/people"

/** Files that lie about what they are, or would run where somebody opened them. */
const HTML = "<!doctype html><script>alert(1)</script>"
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const GIF_AND_SCRIPT = "GIF89a/*\u0001\u0000*/=alert(1);"

describe("what is served", () => {
  let server: TestServer
  let vera: Visitor

  beforeAll(async () => {
    server = await startTestServer()
    vera = await visitor(server)
  })
  afterAll(async () => {
    vera.hangUp()
    await server.stop()
  })

  const get = (path: string, more: Record<string, string> = {}) =>
    fetch(server.url + path, { headers: { ...token(vera), ...more } })

  test.each([
    ["page.html", HTML, "page.html.txt", "text/plain"],
    ["cat.png", HTML, "cat.png.txt", "text/plain"],
    ["logo.svg", SVG, "logo.svg.txt", "text/plain"],
    ["fun.js", GIF_AND_SCRIPT, "fun.js.gif", "image/gif"],
    ["cat.gif", GIF_AND_SCRIPT, "cat.gif", "image/gif"],
    ["a.html", pdf("alert").toString(), "a.html.pdf", "application/pdf"],
    ["book.docx", "PK\u0003\u0004 and so on", "book.docx", "application/zip"],
    ["setup.jar", "PK\u0003\u0004 and so on", "setup.jar.zip", "application/zip"],
    ["orders.CSV", "title;price\nатлас;480", "orders.CSV", "text/plain"],
  ])("%s is what its bytes are, is downloaded, and may do nothing (V08)", async (name, content, trueName, type) => {
    const { id, ...attachment } = await upload(server, token(vera), name, Buffer.from(content))
    expect(attachment).toMatchObject({ name: trueName, type })
    const response = await get(`/files/${id}`)
    expect(response.headers.get("content-type")?.split(";")[0]).toBe(type)
    expect(response.headers.get("content-disposition")?.replaceAll('"', "")).toBe(`attachment; filename=${trueName}`)
    expect(response.headers.get("x-content-type-options")).toBe("nosniff")
    expect(response.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'")
    expect(await response.text()).toBe(content)
  })

  test.each([
    ["setup.exe", Buffer.from("MZ\u0090\u0000\u0003\u0000")],
    ["cat.png", Buffer.from("7f454c46020101", "hex")],
    ["notes.txt", Buffer.from("fffe41004200", "hex")],
    ["endless.mkv", Buffer.concat([Buffer.from("1a45dfa301ffffffffffffff", "hex"), Buffer.alloc(5_000_000, 0xec)])],
  ])("%s that is nothing of the list is not taken (V08, V66)", async (name, bytes) => {
    const id = await reserve(server, token(vera), name, bytes.length)
    const response = await put(server, token(vera), id, bytes)
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: "invalid_input" } }])
    expect((await get(`/files/${id}`)).status).toBe(404)
  })

  test("no file is loaded as a script, a style, a frame or an object (V09)", async () => {
    const { id } = await upload(server, token(vera), "fun.txt", Buffer.from("alert(1)"))
    const loadedAs = async (how: string) => (await get(`/files/${id}`, { "Sec-Fetch-Dest": how })).status
    const refused = [
      "script",
      "style",
      "iframe",
      "frame",
      "object",
      "embed",
      "worker",
      "serviceworker",
      "audio",
      "font",
    ]
    expect(await Promise.all(refused.map(loadedAs))).toEqual(refused.map(() => 404))
    expect(await Promise.all(["empty", "image", "document"].map(loadedAs))).toEqual([200, 200, 200])
    expect((await get(`/files/${id}`)).headers.get("cross-origin-resource-policy")).toBe("same-origin")
  })

  test("a name keeps its words and loses what turns them (V11)", async () => {
    const named = async (name: string) => (await upload(server, token(vera), name, png(1, 1))).name
    expect(await named("рахунок № 5.png")).toBe("рахунок № 5.png")
    expect(await named("invoice\u202egnp.exe")).toBe("invoicegnp.exe.png")
    expect(await named("two\r\nlines.png")).toBe("two  lines.png")
    expect(await named("\u200f")).toBe("file.png")
    expect(await named("")).toBe("file.png")
    expect(await named("😀".repeat(200))).toBe(`${"😀".repeat(127)}.png`)
    const { id } = await upload(server, token(vera), 'a "b"/рахунок.png', png(1, 1))
    const disposition = (await get(`/files/${id}`)).headers.get("content-disposition")
    expect(disposition).toMatch(/^attachment; filename="[^"/]*"; filename\*=UTF-8''[\w%.-]+$/)
  })

  test.each([
    ...["CON.png", "-rf.png", 'a".html', "a\nb.png", "a.html ", "photo\u202egpj.svg", "xss.svg.png", "..", "%s%n.png"],
    ...[
      "../../etc/passwd",
      "C:\\Windows\\win.ini",
      "a%00.png",
      "`id`.png",
      "$(id).png",
      "a;b=c.png",
      "рядок\u2028.png",
    ],
    ...["<img src=x onerror=fired()>.png", "=cmd|'/c calc'!A1.png", "%2e%2e%2fa", "a\tb\u0085"],
  ])("%j is saved as a picture, by a header that says a name and nothing more (V86)", async (given) => {
    const { id, name } = await upload(server, token(vera), given, png(1, 1))
    expect(name).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202e]+\.png$/u)
    const header = (await get(`/files/${id}`)).headers.get("content-disposition")
    expect(header).toMatch(
      /^attachment; filename=([\w.!#$%&'*+^`|~-]+|"(\\.|[^"\\])+")(; filename\*=UTF-8''[\w%.!*~-]+)?$/,
    )
  })

  test.each([
    "../first-touch.sqlite",
    "..%2ffirst-touch.sqlite",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5cwin.ini",
    "incoming",
    "%00",
    `${"0".repeat(32)}%00.png`,
    `../${"a".repeat(29)}`,
  ])("%s leads to no file, by any way of asking (V84)", async (path) => {
    for (const method of ["GET", "HEAD", "PUT"]) {
      const response = await fetch(`${server.url}/files/${path}`, { method, headers: token(vera) })
      expect([method, response.status >= 400, await response.text()]).toEqual([
        method,
        true,
        expect.not.stringMatching(/SQLite|root:/),
      ])
    }
  })

  test("what would fill memory when it is drawn or unpacked is looked at and nothing more (V66)", async () => {
    const bomb = png(4, 4, { width: 50_000, height: 50_000 })
    const zip = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(5_000_000)])
    const before = process.memoryUsage().rss
    const startedAt = performance.now()
    expect(await upload(server, token(vera), "bomb.png", bomb)).toMatchObject({
      type: "image/png",
      width: null,
      height: null,
    })
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(await upload(server, token(vera), "bomb.zip", zip)).toMatchObject({ type: "application/zip" })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })
})
