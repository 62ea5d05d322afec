import { afterEach, describe, expect, test } from "vitest"
import { scryptPasswords } from "../../core/passwords"
import { weaknessOf } from "./password-rules"
import { cookieOf, type OfficeOfAna, OWNER, officeOfAna, openOffice, post } from "./testing/office"

const ANA = { email: "ana.kovalenko@nightingale.example", name: "Ana Kovalenko" }

test.each(["password", "12345678", "QWERTYUIOP", "letmein1", "iloveyou", "football1"])(
  "%s is tried first, and refused",
  async (password) => expect(await weaknessOf(password, ANA)).toBe("is one of those that are tried first"),
)

test.each([
  "ana.kovalenko",
  "Kovalenko2026",
  "nightingale!",
  "ana-ana-ana-1",
  "First Touch 1",
  "ana.kovalenko@nightingale.example",
])("%s says little beyond her name or e-mail, and is refused", async (password) =>
  expect(await weaknessOf(password, ANA)).toMatch(/name or an e-mail/),
)

test.each(["four words in a row", "correct horse battery", "Ana likes long quiet sentences", "тихая длинная фраза"])(
  "%s may be chosen",
  async (password) => expect(await weaknessOf(password, ANA)).toBeNull(),
)

describe("at the doors", () => {
  let office: OfficeOfAna
  afterEach(() => office.close())

  test("an invited person, a change of password and the first owner are held to it", async () => {
    office = await officeOfAna("sqlite")
    const { token } = await office.invite()
    await expect(office.call("invitation.accept", { token, password: "password1" })).rejects.toMatchObject({
      code: "invalid_input",
      message: "password: is one of those that are tried first.",
    })
    const { cookie } = { cookie: cookieOf(await post(office, "/sign-in/email", OWNER)) }
    const change = { currentPassword: OWNER.password, newPassword: "password1" }
    const refused = await post(office, "/change-password", change, { cookie })
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: "weak_password" }])
    const other = await openOffice("sqlite", { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: "password1" })
    await expect(other.start().start?.()).rejects.toThrow("OWNER_PASSWORD is one of those that are tried first")
    await other.close()
  })

  test("a wrong password and an unknown person are answered alike, after the same work (V33)", async () => {
    const real = await openOffice("sqlite", { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password })
    // As slow as it is in the product.
    real.house.passwords = scryptPasswords
    await real.start().start?.()
    const seen = async (body: object) => {
      const answer = await post(real, "/sign-in/email", body)
      const headers = [...answer.headers].filter(([name]) => name !== "date")
      return { status: answer.status, headers, body: await answer.text() }
    }
    const unknown = { ...OWNER, email: "nobody@nightingale.example" }
    const wrong = { ...OWNER, password: "not the password" }
    expect(await seen(unknown)).toEqual(await seen(wrong))

    // In turn, so that a busy machine is slow for both.
    const [lengths, other]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      lengths.push(await lengthOf(() => seen(unknown)))
      other.push(await lengthOf(() => seen(wrong)))
    }
    await real.close()
    expect(median(lengths) / median(other)).toBeGreaterThan(0.7)
    expect(median(lengths) / median(other)).toBeLessThan(1.4)
  })
})

const ROUNDS = 15

async function lengthOf(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
