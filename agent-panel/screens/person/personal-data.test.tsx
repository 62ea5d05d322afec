// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { me } from "../../state/people"
import { navigate } from "../../state/route"
import { ana, conversation, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"
import { offerFile } from "./offer-file"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))
vi.mock("./offer-file", () => ({ offerFile: vi.fn() }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(async () => {
  await panel.close()
  vi.unstubAllGlobals()
})

const vera = conversation("vera", { name: "Vera", timers: [waitingFor(90)] })

async function openVera(role: "owner" | "agent") {
  panel = await openPanel([vera, conversation("viktor", { name: "Viktor", timers: [waitingFor(50)] })])
  me.value = { ...ana, role }
  navigate({ screen: "conversation", id: "vera", pane: "person" })
  await screen.findByRole("region", { name: "Conversation" })
}

const data = () => screen.queryByRole("region", { name: "Personal data" })

test("an owner saves a copy of all that is known of a person", async () => {
  await openVera("owner")
  let answer = (_: Response) => {}
  const answered = new Promise<Response>((given) => {
    answer = given
  })
  const asked = vi.fn((..._: unknown[]) => answered)
  vi.stubGlobal("fetch", asked)
  await panel.user.click(screen.getByRole("button", { name: "Save a copy" }))
  const going = await screen.findByRole("button", { name: "Preparing a copy…" })
  await panel.user.click(going)
  expect(asked.mock.calls).toEqual([[`/api/contact.export/${vera.contact.id}`, { method: "POST" }]])
  answer(new Response("a ZIP"))
  await screen.findByText("A copy of everything about Vera was saved.")
  expect(offerFile).toHaveBeenCalledWith(`${vera.contact.id}.zip`, expect.any(Blob))
  expect(screen.getByRole("button", { name: "Save a copy" })).toBeTruthy()
})

test("a copy that was refused or broke off is not saved, and why is said", async () => {
  await openVera("owner")
  vi.mocked(offerFile).mockClear()
  const refusal = { ok: false, error: { code: "unavailable", message: "Files are out of reach right now." } }
  vi.stubGlobal("fetch", async () => Response.json(refusal, { status: 503 }))
  await panel.user.click(screen.getByRole("button", { name: "Save a copy" }))
  await screen.findByText("Files are out of reach right now.")
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")))
  await panel.user.click(screen.getByRole("button", { name: "Save a copy" }))
  await screen.findByText("The line was cut before all of it was there. Try again.")
  expect(offerFile).not.toHaveBeenCalled()
})

test("an owner erases a person after a word of what that means, and every panel lets go of them", async () => {
  await openVera("owner")
  server.answers["contact.erase"] = () => {
    server.push("erased", { conversationIds: ["vera"] })
    return { ok: true, data: { conversations: 1 } }
  }
  await panel.user.click(screen.getByRole("button", { name: "Erase" }))
  const dialog = await screen.findByRole("dialog", { name: "Erase Vera?" })
  expect(server.madeOf("contact.erase")).toEqual([])
  await panel.user.click(within(dialog).getByRole("button", { name: "Erase for ever" }))
  await screen.findByText("Vera was erased.")
  expect(server.madeOf("contact.erase")).toEqual([{ contactId: vera.contact.id }])
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Vera" })).toBeNull())
  expect(screen.getByText("Viktor")).toBeTruthy()
})

test("what could not be erased is still there, and why is said in the dialog", async () => {
  await openVera("owner")
  server.answers["contact.erase"] = () => ({
    ok: false,
    error: { code: "unavailable", message: "There is no connection." },
  })
  await panel.user.click(screen.getByRole("button", { name: "Erase" }))
  const dialog = await screen.findByRole("dialog", { name: "Erase Vera?" })
  await panel.user.click(within(dialog).getByRole("button", { name: "Erase for ever" }))
  await within(dialog).findByRole("alert")
})

test("an agent is offered neither", async () => {
  await openVera("agent")
  expect(data()).toBeNull()
})
