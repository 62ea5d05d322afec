// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { navigate, route } from "../../state/route"
import { bo as colleague } from "../../testing/cast"
import { Welcome } from "./welcome"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

const bo = { ...colleague, name: "Bo Lund" }

const posted: { path: string; body: unknown }[] = []
const replies: Record<string, { status: number; body: unknown }> = {}

const succeed = (data: unknown) => ({ status: 200, body: { ok: true, data } })
const fail = (status: number, code: string) => ({ status, body: { ok: false, error: { code, message: "No." } } })

beforeEach(() => {
  posted.length = 0
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    posted.push({ path, body: JSON.parse(String(request.body)) })
    const { status, body } = replies[path] ?? fail(503, "unavailable")
    return new Response(JSON.stringify(body), { status })
  })
  replies["/api/invitation.look"] = succeed({ email: bo.email, name: bo.name, role: "agent" })
  replies["/api/invitation.accept"] = succeed({ agent: bo })
  replies["/api/auth/sign-in/email"] = { status: 200, body: {} }
  navigate({ screen: "welcome", token: "secret-token" })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const bodyOf = (path: string) => posted.find((each) => each.path === path)?.body

test("an invited person sets a password and is in", async () => {
  const user = userEvent.setup()
  render(<Welcome />)
  expect((await screen.findByLabelText<HTMLInputElement>("E-mail")).readOnly).toBe(true)
  screen.getByRole("heading", { name: "Welcome, Bo" })
  await user.type(screen.getByLabelText("Password"), "four words in a row{Enter}")
  await expect.poll(() => route.value.screen).toBe("inbox")
  const password = "four words in a row"
  expect(bodyOf("/api/invitation.accept")).toEqual({ token: "secret-token", name: bo.name, password })
  expect(bodyOf("/api/auth/sign-in/email")).toEqual({ email: bo.email, password })
})

test("the link's secret leaves the address bar", async () => {
  expect(location.hash).toBe("#secret-token")
  render(<Welcome />)
  await screen.findByLabelText("Password")
  expect(location.href).not.toContain("secret-token")
})

test("the first owner gives name and e-mail too", async () => {
  replies["/api/invitation.look"] = succeed({ email: null, name: null, role: "owner" })
  const user = userEvent.setup()
  render(<Welcome />)
  await user.type(await screen.findByLabelText("E-mail"), "ana@nightingale.example")
  await user.type(screen.getByLabelText("Your name"), "Ana Kovalenko")
  await user.type(screen.getByLabelText("Password"), "correct horse{Enter}")
  await expect
    .poll(() => bodyOf("/api/invitation.accept"))
    .toMatchObject({
      email: "ana@nightingale.example",
      name: "Ana Kovalenko",
    })
})

test("a password that is too short is said before anything is sent", async () => {
  const user = userEvent.setup()
  render(<Welcome />)
  await user.type(await screen.findByLabelText("Password"), "short{Enter}")
  await screen.findByText("3 more characters.")
  expect(bodyOf("/api/invitation.accept")).toBeUndefined()
})

test("a spent link says what to do, also when it is spent while the form is filled in", async () => {
  replies["/api/invitation.accept"] = fail(404, "not_found")
  const user = userEvent.setup()
  render(<Welcome />)
  await user.type(await screen.findByLabelText("Password"), "four words in a row{Enter}")
  await screen.findByRole("heading", { name: "This link does not work any more" })
  screen.getByRole("link", { name: "I have a password already" })
})

test("a server that does not answer leaves a way to try again", async () => {
  replies["/api/invitation.look"] = fail(503, "unavailable")
  const user = userEvent.setup()
  render(<Welcome />)
  const again = await screen.findByRole("button", { name: "Try again" })
  replies["/api/invitation.look"] = succeed({ email: bo.email, name: bo.name, role: "supervisor" })
  await user.click(again)
  await screen.findByText(/as a supervisor/)
})
