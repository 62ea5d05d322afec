// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/preact"
import { afterEach, expect, test, vi } from "vitest"
import { me } from "../../state/people"
import { navigate } from "../../state/route"
import { ana, conversation, NOON, waitingFor } from "../../testing/cast"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"
import { offerFile } from "./offer-file"

vi.mock("../../state/client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))
vi.mock("./offer-file", () => ({ offerFile: vi.fn() }))

let panel: Awaited<ReturnType<typeof openPanel>>
afterEach(() => panel.close())

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
  const given = { exportedAt: NOON, contact: vera.contact, conversations: [] }
  server.answers["contact.export"] = () => ({ ok: true, data: given })
  await panel.user.click(screen.getByRole("button", { name: "Save a copy" }))
  await screen.findByText("A copy of everything about Vera was saved.")
  expect(offerFile).toHaveBeenCalledWith(`${vera.contact.id}.json`, JSON.stringify(given, null, 2))
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
