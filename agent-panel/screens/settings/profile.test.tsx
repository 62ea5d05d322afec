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
