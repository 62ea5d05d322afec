// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { toasts } from "../../state/toasts"
import { bo, NOON } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { Keys } from "./keys"
import { openSection, owner } from "./testing/open-settings"

vi.mock("../../state/client", () => import("../../testing/fake-server"))

afterEach(() => {
  cleanup()
  toasts.value = []
})

const key = { id: "key", name: "Nightly export", agentId: owner.id, createdAt: NOON, lastUsedAt: null }

test("a new key is shown once, and is in the list without its secret", async () => {
  const user = openSection(Keys, owner, {
    "apiKey.list": () => ({ ok: true, data: { apiKeys: [] } }),
    "apiKey.create": () => ({ ok: true, data: { apiKey: key, secret: "ft_secret" } }),
  })
  await screen.findByText("No keys yet")
  await user.click(screen.getByRole("button", { name: "New key" }))
  await user.type(screen.getByLabelText("Name"), "Nightly export{Enter}")
  expect((await screen.findByLabelText<HTMLTextAreaElement>("Key")).value).toBe("ft_secret")
  await user.click(screen.getByRole("button", { name: "Done" }))
  screen.getByText("made by Ana · never used")
  expect(document.body.innerHTML).not.toContain("ft_secret")
})

test("a key is revoked after asking", async () => {
  const user = openSection(Keys, owner, { "apiKey.list": () => ({ ok: true, data: { apiKeys: [key] } }) })
  await user.click(await screen.findByRole("button", { name: "Revoke Nightly export" }))
  expect(server.madeOf("apiKey.revoke")).toEqual([])
  await user.click(screen.getByRole("button", { name: "Revoke" }))
  await screen.findByText("No keys yet")
  expect(server.madeOf("apiKey.revoke")).toEqual([{ apiKeyId: "key" }])
})

test("an agent is told whose keys are, and asks the server for none", () => {
  openSection(Keys, bo)
  screen.getByText("Only an owner makes and sees API keys.")
  expect(server.made).toEqual([])
})
