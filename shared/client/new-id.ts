const HYPHENS = /^(.{8})(.{4})(.{4})(.{4})/

/** A random UUID (RFC 9562, version 4). Unlike `crypto.randomUUID` it is there on plain http pages too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => marked(byte, index).toString(16).padStart(2, "0"))
  return hex.join("").replace(HYPHENS, "$1-$2-$3-$4-")
}

/** Version and variant stand in bytes 6 and 8. */
function marked(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}
