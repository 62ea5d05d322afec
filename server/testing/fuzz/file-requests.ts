import fc from "fast-check"
import { anyText } from "./values"

/** A request at an address of files, as it goes over the line. */
export type FileRequest = {
  method: string
  path: string
  headers: string[]
  body: Uint8Array
  /** Whether more was announced than comes: then the line is cut. */
  breaksOff: boolean
}

/** Ways out of a folder, and names that mean something to a disk (V84). */
const WAYS_OUT = [
  "../first-touch.sqlite",
  "..%2ffirst-touch.sqlite",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "..%c0%af..%c0%afetc/passwd",
  "..%5c..%5cfirst-touch.sqlite",
  "....//....//etc/passwd",
  "/etc/passwd",
  "incoming",
  "incoming/../../first-touch.sqlite",
  ".",
  "..",
  "%00",
  "CON.png",
  "%",
  "%ff",
  "__proto__",
]

const RANGES = [
  "bytes=0-0",
  "bytes=-1",
  "bytes=5-1",
  "bytes=0-,1-,2-",
  `bytes=0-${"9".repeat(30)}`,
  "lines=1",
  "bytes=",
]
const OFFSETS = ["0", "1", "-1", "0.5", "NaN", "Infinity", "1e99", "0x10", "9007199254740993", "1,2", "", " "]
const LENGTHS = ["0", "5", "99999999999", "-1", "1e3", "18446744073709551616", "5, 5"]
/** Stands for the tag of whatever is asked for, which is no secret. */
const ITS_OWN_TAG = "its own"
const DESTINATIONS = ["empty", "image", "document", "script", "iframe", "object"]

/** Requests for files of Vera's and of one's own, for ids that nobody has, and for what is no id, by every method and with headers that lie. */
export function anyFileRequest(hers: readonly string[], own: readonly string[]): fc.Arbitrary<FileRequest> {
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hers) },
    { weight: 4, arbitrary: fc.constantFrom(...(own.length > 0 ? own : hers)) },
    { weight: 1, arbitrary: fc.stringMatching(/^[0-9a-f]{32}$/) },
    { weight: 2, arbitrary: fc.constantFrom(...WAYS_OUT) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...hers), fc.constantFrom(...WAYS_OUT)).map((parts) => parts.join("/")),
    },
    { weight: 1, arbitrary: anyText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 500)) },
  )
  const method = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("GET", "HEAD", "PUT", "PUT") },
    fc.constantFrom("OPTIONS", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"),
  )
  const tag = fc.constantFrom("*", '"x"', 'W/"x"', '"', ITS_OWN_TAG, ITS_OWN_TAG, ITS_OWN_TAG)
  const lie = fc.oneof(
    header("Range", fc.constantFrom(...RANGES)),
    { weight: 4, arbitrary: header("If-None-Match", tag) },
    header("If-Range", tag),
    header("Upload-Offset", fc.constantFrom(...OFFSETS)),
    header("Sec-Fetch-Dest", fc.constantFrom(...DESTINATIONS)),
    header("Content-Encoding", fc.constantFrom("gzip", "br", "x")),
    header("Expect", fc.constantFrom("100-continue", "x")),
  )
  return fc
    .record({
      method,
      id,
      lies: fc.array(lie, { maxLength: 3 }),
      body: fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(new TextEncoder().encode("words"))),
      sent: fc.oneof({ weight: 4, arbitrary: fc.constant("whole") }, fc.constantFrom("chunked", "lying", "both")),
      length: fc.constantFrom(...LENGTHS),
    })
    .map(({ method, id, lies, body, sent, length }) => ({
      method,
      path: `/files/${id}`,
      ...framed(
        sent,
        body,
        length,
        lies.map((each) => each.replace(ITS_OWN_TAG, `"${id}"`)),
      ),
    }))
}

const header = (name: string, value: fc.Arbitrary<string>) => value.map((text) => `${name}: ${text}`)

/** A body with its length, in chunks, with a length that is not its own, or with both, which is how requests are smuggled. */
function framed(
  sent: string,
  body: Uint8Array,
  length: string,
  lies: string[],
): Pick<FileRequest, "headers" | "body" | "breaksOff"> {
  const last = Buffer.from("0\r\n\r\n")
  const first = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")])
  const chunked = body.length > 0 ? Buffer.concat([first, last]) : last
  switch (sent) {
    case "whole":
      return { headers: [...lies, `Content-Length: ${body.length}`], body, breaksOff: false }
    case "chunked":
      return { headers: [...lies, "Transfer-Encoding: chunked"], body: chunked, breaksOff: false }
    case "both":
      return {
        headers: [...lies, `Content-Length: ${body.length}`, "Transfer-Encoding: chunked"],
        body: chunked,
        breaksOff: false,
      }
    default:
      return { headers: [...lies, `Content-Length: ${length}`], body, breaksOff: Number(length) > body.length }
  }
}
