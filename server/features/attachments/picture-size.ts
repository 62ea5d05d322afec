export type PictureSize = { width: number; height: number }

/** Larger pictures are files like others: a browser that drew one would need gigabytes (V66). */
const MOST_PIXELS = 50_000_000

/** As much of a picture's beginning as its size is looked for in. */
export const PICTURE_HEAD_BYTES = 262_144

/** How large a picture is as it is shown, read from its first bytes without drawing it. Null where they do not tell. */
export function pictureSize(type: string, head: Buffer): PictureSize | null {
  const size = read(type, head)
  if (size === null || size.width < 1 || size.height < 1) return null
  return size.width * size.height > MOST_PIXELS ? null : size
}

function read(type: string, head: Buffer): PictureSize | null {
  try {
    if (type === "image/png") return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
    if (type === "image/gif") return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
    if (type === "image/webp") return ofWebp(head)
    return type === "image/jpeg" ? ofJpeg(head) : null
  } catch {
    // It ends before it tells.
    return null
  }
}

/** RFC 9649: one of three kinds of first chunk. */
function ofWebp(head: Buffer): PictureSize | null {
  switch (head.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
    case "VP8L": {
      const bits = head.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case "VP8X":
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}

const IS_FRAME = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const EXIF = 0xe1

/** ITU T.81: segments, each with its length, until the one that begins a frame. A camera says which way it was held. */
function ofJpeg(head: Buffer): PictureSize | null {
  let lies = false
  for (let at = 2; at < head.length; ) {
    const marker = head.readUInt8(at + 1)
    if (head.readUInt8(at) !== 0xff) return null
    if (IS_FRAME(marker)) {
      const [height, width] = [head.readUInt16BE(at + 5), head.readUInt16BE(at + 7)]
      return lies ? { width: height, height: width } : { width, height }
    }
    if (marker === EXIF) lies = liesOnItsSide(head.subarray(at + 4, at + 2 + head.readUInt16BE(at + 2)))
    at += 2 + head.readUInt16BE(at + 2)
  }
  return null
}

const ORIENTATION = 0x0112
const TIFF = 6
const FIRST_ON_ITS_SIDE = 5

function liesOnItsSide(exif: Buffer): boolean {
  if (exif.toString("latin1", 0, 4) !== "Exif") return false
  const little = exif.toString("latin1", TIFF, TIFF + 2) === "II"
  const short = (at: number) => (little ? exif.readUInt16LE(at) : exif.readUInt16BE(at))
  const table = TIFF + (little ? exif.readUInt32LE(TIFF + 4) : exif.readUInt32BE(TIFF + 4))
  const entries = Array.from({ length: short(table) }, (_, index) => table + 2 + index * 12)
  const orientation = entries.find((entry) => short(entry) === ORIENTATION)
  return orientation !== undefined && short(orientation + 8) >= FIRST_ON_ITS_SIDE
}
