// @vitest-environment happy-dom
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { cleanup, screen } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { IdentityKey } from "../../../../shared/protocol/types"
import { identityOf } from "../../../state/settings-identity"
import { toasts } from "../../../state/toasts"
import { NOON, start } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { openSection, owner, refusal } from "../testing/open-settings"
import { Identity } from "./identity"
import { LANGUAGES, SNIPPETS } from "./snippets"

vi.mock("../../../state/client", () => import("../../../testing/fake-server"))

const [site] = start([]).sites
if (!site) throw new Error("the cast has no site")
const Opened = () => <Identity site={site} />
const withSecret: IdentityKey = { algorithm: "HS256", required: false, createdAt: NOON }

beforeEach(() => {
  identityOf(site.id).shown.value = { state: "loading" }
})
afterEach(() => {
  cleanup()
  toasts.value = []
})

/** A server whose site signs with this, or not yet. */
function open(identity: IdentityKey | null, answers: typeof server.answers = {}) {
  return openSection(Opened, owner, { "identity.read": () => ({ ok: true, data: { identity } }), ...answers })
}

test("a secret is made after a word of what it is for, shown once, and forgotten here", async () => {
  const user = open(null, {
    "identity.make": () => ({ ok: true, data: { identity: withSecret, secret: "forty-three letters" } }),
  })
  await screen.findByText(/^So far everybody who writes is anonymous/)
  await user.click(screen.getByRole("button", { name: "Make a secret" }))
  expect(server.madeOf("identity.make")).toEqual([])
  await user.click(screen.getByRole("button", { name: "Make it" }))
  expect((await screen.findByLabelText<HTMLTextAreaElement>("Secret")).value).toBe("forty-three letters")
  await user.click(screen.getByRole("button", { name: "Done" }))
  await screen.findByText("Signed with a secret (HS256).")
  expect(document.body.innerHTML).not.toContain("forty-three letters")
})

test("what a new secret ends is said before it is made, and Cancel makes none", async () => {
  const user = open(withSecret)
  await user.click(await screen.findByRole("button", { name: "Make a new secret" }))
  await screen.findByText(/^The one before ends at once/)
  await user.click(screen.getByRole("button", { name: "Cancel" }))
  expect(server.madeOf("identity.make")).toEqual([])
})

test("a public key is taken; a private one, or none at all, is not even sent", async () => {
  const user = open(null, {
    "identity.make": () => ({ ok: true, data: { identity: { ...withSecret, algorithm: "EdDSA" } } }),
  })
  await user.click(await screen.findByRole("button", { name: "Use a public key" }))
  const field = screen.getByLabelText("Public key")
  for (const wrong of ["ssh-ed25519 AAAA", "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----"]) {
    await user.clear(field)
    await user.type(field, wrong)
    await user.click(screen.getByRole("button", { name: "Use it" }))
    await screen.findByText(/^This is no Ed25519 public key/)
    expect(document.activeElement).toBe(field)
  }
  expect(server.madeOf("identity.make")).toEqual([])
  await user.clear(field)
  const key = "-----BEGIN PUBLIC KEY-----\nMCowBQ\n-----END PUBLIC KEY-----"
  await user.type(field, key)
  await user.click(screen.getByRole("button", { name: "Use it" }))
  await screen.findByText("Signed with your key (EdDSA).")
  expect(server.madeOf("identity.make")).toEqual([{ siteId: site.id, publicKey: key }])
})

test("whether only customers may write is switched at once, and a refusal is told", async () => {
  const user = open(withSecret, {
    "identity.require": (input) => ({
      ok: true,
      data: { identity: { ...withSecret, required: (input as { required: boolean }).required } },
    }),
  })
  const required = () => screen.getByRole("switch", { name: "Only signed-in customers may write" })
  await screen.findByText(/^Off: everybody may write/)
  await user.click(required())
  await screen.findByText(/^On: whoever is not signed in/)
  server.answers["identity.require"] = () => refusal("unavailable", "There is no connection.")
  await user.click(required())
  expect(required().getAttribute("aria-checked")).toBe("true")
  expect(toasts.value).toHaveLength(1)
})

test("signing is ended after asking", async () => {
  const user = open(withSecret)
  await user.click(await screen.findByRole("button", { name: "Stop" }))
  expect(server.madeOf("identity.remove")).toEqual([])
  await screen.findByRole("dialog", { name: "Stop signing?" })
  await user.click(screen.getAllByRole("button", { name: "Stop" }).at(-1) as HTMLElement)
  await screen.findByText(/^So far everybody who writes is anonymous/)
  expect(server.madeOf("identity.remove")).toEqual([{ siteId: site.id }])
})

test("the code stands for each language with the site's own id, and can be taken away", async () => {
  const user = open(withSecret)
  await user.click(await screen.findByText("How to sign"))
  for (const language of LANGUAGES) {
    await user.click(screen.getByLabelText(language))
    const code = screen.getByLabelText<HTMLTextAreaElement>(`Code for ${language}`).value
    expect(code).toBe(SNIPPETS[language](site.id))
    expect(code).toContain(site.id)
  }
})

test("the README gives the same code", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../../README.md"), "utf8")
  for (const language of LANGUAGES) expect(readme).toContain(SNIPPETS[language]("default"))
})
