// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import { afterEach, expect, test, vi } from "vitest"
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

test("a password manager knows which field is which", () => {
  render(<SignIn />)
  expect(screen.getByLabelText("E-mail").getAttribute("autocomplete")).toBe("username")
  expect(screen.getByLabelText("Password").getAttribute("autocomplete")).toBe("current-password")
  expect(document.activeElement).toBe(screen.getByLabelText("E-mail"))
})
