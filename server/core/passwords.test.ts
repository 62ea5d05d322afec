import { scryptSync } from "node:crypto"
import { expect, test } from "vitest"
import { scryptPasswords } from "./passwords"

const PASSWORD = "a long quiet sentence"

test("a password is kept by scrypt at full cost, each with a salt of its own (V89)", async () => {
  const [one, other] = await Promise.all([scryptPasswords.hash(PASSWORD), scryptPasswords.hash(PASSWORD)])
  expect(one).not.toBe(other)
  const [salt = "", key] = one.split(":")
  expect(salt).toMatch(/^[0-9a-f]{32}$/)
  const again = scryptSync(PASSWORD, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 1_024 * 1_024 })
  expect(key).toBe(again.toString("hex"))
})

test("only the same password is known again", async () => {
  const hash = await scryptPasswords.hash(PASSWORD)
  expect(await scryptPasswords.verify({ hash, password: PASSWORD })).toBe(true)
  expect(await scryptPasswords.verify({ hash, password: `${PASSWORD}.` })).toBe(false)
})
