const END = 0x06054b50
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30

/** What lies in a ZIP whose files are stored as they are, by the names of its directory. */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.length - 22
  if (zip.readUInt32LE(end) !== END) throw new Error("this is no whole ZIP")
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength, extraLength, commentLength] = [
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const local = zip.readUInt32LE(at + 42)
    const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    files.set(zip.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength), zip.subarray(start, start + size))
    at += ENTRY_BYTES + nameLength + extraLength + commentLength
  }
  return files
}
