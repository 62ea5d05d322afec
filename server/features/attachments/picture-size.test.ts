import fc from "fast-check"
import { expect, test } from "vitest"
import { png } from "../../testing/files"
import { pictureSize } from "./picture-size"

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(" ", ""), "hex")
const frame = "ffc0 0011 08 00c8 012c 03 012200 021101 031101"

test("pictures tell how large they are", () => {
  expect(pictureSize("image/png", png(300, 200))).toEqual({ width: 300, height: 200 })
  expect(pictureSize("image/gif", hex("474946383961 2c01 c800"))).toEqual({ width: 300, height: 200 })
  expect(pictureSize("image/jpeg", hex(`ffd8 ffe0 0004 0000 ${frame}`))).toEqual({ width: 300, height: 200 })
  expect(pictureSize("image/webp", hex("52494646 00000000 57454250 56503858 0a000000 00000000 2b0100 c70000"))).toEqual(
    { width: 300, height: 200 },
  )
  expect(pictureSize("image/webp", hex("52494646 00000000 57454250 5650384c 00000000 2f 2bc13100"))).toEqual({
    width: 300,
    height: 200,
  })
  expect(
    pictureSize("image/webp", hex("52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01 c800")),
  ).toEqual({ width: 300, height: 200 })
})

test("a picture that a camera took on its side is as high as it is shown", () => {
  const exif = "ffe1 001e 457869660000 4d4d002a00000008 0001 0112 0003 00000001 0006 0000"
  expect(pictureSize("image/jpeg", hex(`ffd8 ${exif} ${frame}`))).toEqual({ width: 200, height: 300 })
})

test("what is no picture, or breaks off, tells nothing and costs nothing (V66)", () => {
  const types = fc.constantFrom("image/png", "image/gif", "image/jpeg", "image/webp", "text/plain")
  const start = fc.constantFrom("", "ffd8", "ffd8ffe1ffff457869660000", "5249464600000000574542505650384c", "ffd8ff00")
  fc.assert(
    fc.property(types, start, fc.uint8Array({ maxLength: 200 }), (type, begins, rest) => {
      const size = pictureSize(type, Buffer.concat([hex(begins), rest]))
      expect(size === null || size.width * size.height <= 50_000_000).toBe(true)
    }),
  )
  const endless = Buffer.concat([hex("ffd8"), Buffer.alloc(260_000, hex("ffe00002"))])
  const startedAt = performance.now()
  pictureSize("image/jpeg", endless)
  expect(performance.now() - startedAt).toBeLessThan(200)
})
