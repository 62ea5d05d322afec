// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import { afterEach, describe, expect, test, vi } from "vitest"
import { navigate, route } from "../../state/route"
import { session } from "../../state/session"
import { SignIn } from "./sign-in"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

const answerWith = (status: number) => {
  const fetch = vi.fn(async () => new Response("{}", { status }))
  vi.stubGlobal("fetch", fetch)
  return fetch
}

async function tryToSignIn() {
  const user = userEvent.setup()
  render(<SignIn />)
  await user.type(screen.getByLabelText("E-mail"), " ana@nightingale.example")
  await user.type(screen.getByLabelText("Password"), "correct horse{Enter}")
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  session.value = "signed-out"
})

test("signing in leads to the inbox and sends what was typed, without stray spaces", async () => {
  const fetch = answerWith(200)
  navigate({ screen: "sign-in" })
  await tryToSignIn()
  await expect.poll(() => route.value.screen).toBe("inbox")
  const [path, request] = fetch.mock.calls[0] as unknown as [string, RequestInit]
  expect(path).toBe("/api/auth/sign-in/email")
  expect(JSON.parse(String(request.body))).toEqual({ email: "ana@nightingale.example", password: "correct horse" })
})

test("whoever came by a deep link stands there again", async () => {
  answerWith(200)
  navigate({ screen: "settings", section: "people" })
  await tryToSignIn()
  await expect.poll(() => session.value).toBe("unknown")
  expect(route.value).toEqual({ screen: "settings", section: "people" })
})

test.each([
  [401, "E-mail or password is wrong."],
  [429, "There were too many wrong passwords. Wait a few minutes, then try again."],
  [503, "The server cannot be reached. Check your connection and try again."],
])("an answer of %i is told in words, and what was typed stays", async (status, words) => {
  answerWith(status)
  await tryToSignIn()
  expect((await screen.findByText(words)).closest("[role=alert]")).not.toBeNull()
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toContain("ana@nightingale.example")
})

describe("a second factor", () => {
  /** A server that asks for one, and says this of what is shown. */
  function askFor(answers: Record<string, () => Response>) {
    const asked: unknown[] = []
    vi.stubGlobal("fetch", async (path: string, request?: RequestInit) => {
      if (request?.body) asked.push([path, JSON.parse(String(request.body))])
      if (path.endsWith("/sign-in/email")) return Response.json({ twoFactorRedirect: true })
      return answers[path.slice(path.lastIndexOf("/") + 1)]?.() ?? Response.json(null)
    })
    return asked
  }

  test("is asked for after the password, and leads in", async () => {
    const asked = askFor({ "verify-totp": () => Response.json({}) })
    navigate({ screen: "sign-in" })
    await tryToSignIn()
    const user = userEvent.setup()
    await user.type(await screen.findByLabelText("Code of now"), "123 456{Enter}")
    await expect.poll(() => route.value.screen).toBe("inbox")
    expect(asked.at(-1)).toEqual(["/api/auth/two-factor/verify-totp", { code: "123 456" }])
  })

  test.each([
    [401, { code: "INVALID_CODE" }, /This is not the code of now/],
    [401, { code: "CODE_USED" }, /This code was tried already/],
    [429, {}, /too many wrong passwords/],
    [503, {}, /The server cannot be reached/],
  ])("an answer of %i %j is told in words", async (status, body, words) => {
    askFor({ "verify-totp": () => Response.json(body, { status }) })
    await tryToSignIn()
    await userEvent.setup().type(await screen.findByLabelText("Code of now"), "000000{Enter}")
    expect((await screen.findByText(words)).closest("[role=alert]")).not.toBeNull()
  })

  test("that took too long begins again with the password, and says why", async () => {
    askFor({ "verify-totp": () => Response.json({ code: "INVALID_TWO_FACTOR_COOKIE" }, { status: 401 }) })
    await tryToSignIn()
    await userEvent.setup().type(await screen.findByLabelText("Code of now"), "000000{Enter}")
    await screen.findByText(/That took too long/)
    expect(screen.getByLabelText("Password")).toBeTruthy()
  })

  test("may be a recovery code", async () => {
    const asked = askFor({
      "verify-backup-code": () => Response.json({ code: "INVALID_BACKUP_CODE" }, { status: 401 }),
    })
    await tryToSignIn()
    const user = userEvent.setup()
    await user.click(await screen.findByRole("button", { name: "I do not have my phone" }))
    await user.type(screen.getByLabelText("Recovery code"), "abcd-efgh{Enter}")
    await screen.findByText(/This is not one of your recovery codes/)
    expect(asked.at(-1)).toEqual(["/api/auth/two-factor/verify-backup-code", { code: "abcd-efgh" }])
  })

  test("that is owed leads to setting it up, and nowhere else", async () => {
    vi.stubGlobal("fetch", async (path: string) =>
      Response.json(path.endsWith("/get-session") ? { owes: "second-factor" } : {}),
    )
    await tryToSignIn()
    await expect.poll(() => session.value).toBe("owes-second-factor")
  })
})

test("a password manager knows which field is which", () => {
  render(<SignIn />)
  expect(screen.getByLabelText("E-mail").getAttribute("autocomplete")).toBe("username")
  expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password")
  expect(document.activeElement).toBe(screen.getByLabelText("E-mail"))
})
