// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { session } from "../../state/session"
import { toasts } from "../../state/toasts"
import { bo } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { Profile } from "./profile"
import { openSection } from "./testing/open-settings"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

const posted: { path: string; body: unknown }[] = []

function answerWith(status: number) {
  posted.length = 0
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    posted.push({ path, body: JSON.parse(String(request.body)) })
    return new Response("{}", { status })
  })
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  toasts.value = []
})

test("an agent changes their own name", async () => {
  const user = openSection(Profile, bo, {
    "agent.save": () => ({ ok: true, data: { agent: { ...bo, name: "Bo Lund" } } }),
  })
  await user.type(screen.getByLabelText("Your name"), " Lund{Enter}")
  await screen.findByText("Saved.")
  expect(server.madeOf("agent.save")).toEqual([{ agentId: "bo", name: "Bo Lund" }])
})

async function changePassword(current: string, fresh: string) {
  const user = openSection(Profile, bo)
  await user.type(screen.getByLabelText("Password of now"), current)
  await user.type(screen.getByLabelText("New password"), `${fresh}{Enter}`)
}

test("a changed password is said, and the fields are empty again", async () => {
  answerWith(200)
  await changePassword("correct horse", "a new and longer secret")
  await screen.findByText("Your password is changed. Other browsers are signed out.")
  expect(posted).toEqual([
    {
      path: "/api/auth/change-password",
      body: {
        currentPassword: "correct horse",
        newPassword: "a new and longer secret",
        revokeOtherSessions: true,
      },
    },
  ])
  expect(screen.getByLabelText<HTMLInputElement>("New password").value).toBe("")
})

test.each([
  [400, "This is not your password of now."],
  [422, "Others would guess this one: it is among the most common, or little more than a name."],
  [429, "There were too many wrong passwords. Wait a few minutes, then try again."],
  [503, "The server cannot be reached. Nothing was changed: try again in a moment."],
])("an answer of %i to a change of password is told in words", async (status, words) => {
  answerWith(status)
  await changePassword("correct horse", "a new and longer secret")
  await screen.findByText(words)
})

test("signing out ends the session here", async () => {
  answerWith(200)
  const user = openSection(Profile, bo)
  await user.click(screen.getByRole("button", { name: "Sign out" }))
  await expect.poll(() => session.value).toBe("signed-out")
  expect(posted.map(({ path }) => path)).toEqual(["/api/auth/sign-out"])
})

test("the other browsers can be signed out from here", async () => {
  answerWith(200)
  const user = openSection(Profile, bo)
  await user.click(screen.getByRole("button", { name: "Sign out everywhere else" }))
  await screen.findByText("Every other browser is signed out.")
  expect(posted.map(({ path }) => path)).toEqual(["/api/auth/revoke-other-sessions"])
})

test("where one is signed in is told in words, and a browser is signed out from here", async () => {
  const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
  const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
  const all = [
    { id: "desk", createdAt: 0, browser: FIREFOX, current: true },
    { id: "phone", createdAt: 0, browser: IPHONE, current: false },
    { id: "script", createdAt: 0, browser: null, current: false },
  ]
  const user = openSection(Profile, bo, { "session.list": () => ({ ok: true, data: { sessions: all } }) })
  await screen.findByText("Firefox on Windows")
  expect(screen.getByText(/^This browser · since/)).toBeTruthy()
  expect(screen.getByText("A program")).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Sign out: Firefox on Windows" })).toBeNull()
  await user.click(screen.getByRole("button", { name: "Sign out: Safari on iPhone" }))
  await screen.findByText("Safari on iPhone is signed out.")
  expect(server.madeOf("session.revoke")).toEqual([{ sessionId: "phone" }])
  expect(screen.queryByText("Safari on iPhone")).toBeNull()
})

test("a second factor that an owner asks of everybody cannot be turned off", async () => {
  const is = { on: true, recoveryCodesLeft: 1, required: true }
  openSection(Profile, bo, { "secondFactor.read": () => ({ ok: true, data: is }) })
  await screen.findByText("One recovery code is left.")
  expect(screen.getByText("An owner asks everybody for one, so it stays on.")).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Turn off" })).toBeNull()
})
