/** What a file turned out to be, and the endings that are true of it; the first is given to one that has none of them. */
type Kind = { type: string; endings: readonly string[] }

const TEXT: Kind = { type: "text/plain", endings: ["txt", "csv", "log", "md", "json"] }

/** The kinds that are taken, each by its first bytes (V66): nothing that a browser would run, and nothing is unpacked. */
const KINDS: readonly (Kind & { starts: RegExp })[] = [
  { type: "image/png", endings: ["png"], starts: /^89504e470d0a1a0a/ },
  { type: "image/jpeg", endings: ["jpg", "jpeg"], starts: /^ffd8ff/ },
  { type: "image/gif", endings: ["gif"], starts: /^474946383[79]61/ },
  { type: "image/webp", endings: ["webp"], starts: /^52494646.{8}57454250565038(20|4c|58)/ },
  { type: "application/pdf", endings: ["pdf"], starts: /^255044462d/ },
  {
    type: "application/zip",
    endings: ["zip", "docx", "xlsx", "pptx", "odt", "ods"],
    starts: /^504b(0304|0506)/,
  },
]

/** As much of a file as its kind is told from. */
const LOOKED_AT_BYTES = 4_096

/** What a file is, by what stands in it; null where it is nothing that is taken. */
export function kindOf(head: Buffer): Kind | null {
  const start = head.toString("hex", 0, 16)
  return KINDS.find(({ starts }) => starts.test(start)) ?? (isText(head.subarray(0, LOOKED_AT_BYTES)) ? TEXT : null)
}

const CONTROL = /(?![\t\n\f\r])\p{Cc}/u

/** Words, in UTF-8. A letter that is cut at the end is whole in the file. */
function isText(head: Buffer): boolean {
  try {
    return !CONTROL.test(new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }))
  } catch {
    // What is not UTF-8 is not read as words.
    return false
  }
}

/** The name with an ending that is true of the file: `cat.png` that holds a page is `cat.png.txt` (V08). */
export function trueName(name: string, { endings }: Kind): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && endings.includes(ending) ? name : `${name}.${endings[0]}`
}
