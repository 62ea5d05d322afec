// @vitest-environment happy-dom
import { render, screen, waitFor } from "@testing-library/preact"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chooseLocale } from "../../locales"
import { AlertSwitches } from "../../screens/shell/alerts"
import { ana, bo, conversation, offer, start, waitingFor } from "../../testing/cast"
import { fakePush, withoutPush } from "../../testing/fake-push"
import { server } from "../../testing/fake-server"
import { openPanel } from "../../testing/open-panel"
import { session } from "../session"
import { permission } from "./choices"
import { push, turnPushOn } from "./push"
import { worker } from "./worker"

vi.mock("../client", async () => ({ connection: (await import("../../testing/fake-server")).connection }))
vi.mock("./tones", { spy: true })

const SWITCH = "Also when the panel is closed"

let browser: ReturnType<typeof fakePush>
let panel: Awaited<ReturnType<typeof openPanel>>

beforeEach(async () => {
  browser = fakePush()
  permission.value = "default"
  await open()
})
afterEach(() => {
  panel.close()
  withoutPush()
  worker.value = null
})

async function open() {
  panel = await openPanel([])
  // The popover that it stands in is the browser's own, which happy-dom does not open.
  render(<AlertSwitches />)
  server.answers["push.key"] = () => ({ ok: true, data: { publicKey: "our key" } })
}

const turn = () => panel.user.click(screen.getByRole("switch", { name: SWITCH }))

async function turnOn() {
  await turn()
  await waitFor(() => expect(push.value).toBe("on"))
}

test("the server learns where this browser is reached, and in which language", async () => {
  await turnOn()
  expect(server.madeOf("push.subscribe")).toEqual([
    { endpoint: "https://push.example/1", keys: { p256dh: "a point", auth: "some bits" }, locale: "en" },
  ])
  expect(browser.agreed?.key).toBe("our key")
  expect(screen.getByRole("switch", { name: SWITCH, checked: true })).toBeTruthy()
  expect(screen.getByText("This browser tells you while it runs, with the panel open or not.")).toBeTruthy()
})

test("a push service out of reach is said, with a way to try again", async () => {
  browser.service = "away"
  await turn()
  await screen.findByText("The browser could not reach its push service. Nothing else is affected.")
  browser.service = "there"
  await panel.user.click(screen.getByRole("button", { name: "Try again" }))
  await waitFor(() => expect(push.value).toBe("on"))
})

test("a browser that does not answer is not waited for", async () => {
  browser.service = "silent"
  vi.useFakeTimers()
  const turned = turnPushOn()
  await vi.advanceTimersByTimeAsync(14_000)
  expect(push.value).toBe("waiting")
  await vi.advanceTimersByTimeAsync(1_000)
  await turned
  expect(push.value).toBe("failed")
  vi.useRealTimers()
})

test("a server that refuses is said in the same words", async () => {
  server.answers["push.subscribe"] = () => ({ ok: false, error: { code: "unavailable", message: "" } })
  await turn()
  await screen.findByText("The browser could not reach its push service. Nothing else is affected.")
})

test("a person who says no to the browser is not asked again, and told where to change it", async () => {
  browser.answer = "denied"
  await turn()
  await waitFor(() => expect(push.value).toBe("denied"))
  expect(screen.getByRole("switch", { name: SWITCH })).toHaveProperty("disabled", true)
  expect(screen.getByText("Allow notifications first.")).toBeTruthy()
  expect(screen.getByText(/Allow them in the browser’s site settings/)).toBeTruthy()
  expect(server.madeOf("push.subscribe")).toEqual([])
})

test("switched off, neither the browser nor the server keeps anything", async () => {
  await turnOn()
  await panel.user.click(screen.getByRole("switch", { name: SWITCH }))
  await waitFor(() => expect(push.value).toBe("off"))
  expect(browser.agreed).toBeNull()
  expect(server.madeOf("push.unsubscribe")).toEqual([{ endpoint: "https://push.example/1" }])
})

test("without notifications there are none of a closed panel", async () => {
  await turnOn()
  await panel.user.click(screen.getByRole("switch", { name: "Notifications" }))
  await waitFor(() => expect(browser.agreed).toBeNull())
  expect(push.value).toBe("off")
})

test("whoever signs out is not alerted here any more, and is again when they come back", async () => {
  await turnOn()
  session.value = "signed-out"
  await waitFor(() => expect(browser.agreed).toBeNull())
  server.comeOnline()
  await waitFor(() => expect(push.value).toBe("on"))
  expect(browser.agreed?.endpoint).toBe("https://push.example/2")
})

test("somebody else at this browser does not read what is meant for the one before", async () => {
  await turnOn()
  server.answers["agent.start"] = () => ({ ok: true, data: { ...start([]), me: bo } })
  server.comeOnline()
  await waitFor(() => expect(push.value).toBe("off"))
  expect(browser.agreed).toBeNull()
  expect(server.madeOf("push.unsubscribe")).toEqual([{ endpoint: "https://push.example/1" }])
  server.answers["agent.start"] = () => ({ ok: true, data: { ...start([]), me: ana } })
  server.comeOnline()
  await waitFor(() => expect(push.value).toBe("on"))
})

test("a key that changed on the server is agreed to anew", async () => {
  await turnOn()
  server.answers["push.key"] = () => ({ ok: true, data: { publicKey: "another key" } })
  session.value = "unknown"
  server.comeOnline()
  await waitFor(() => expect(browser.agreed?.key).toBe("another key"))
  await waitFor(() => expect(server.madeOf("push.subscribe").at(-1)?.endpoint).toBe("https://push.example/2"))
})

test("another language is told to the server", async () => {
  await turnOn()
  chooseLocale("uk")
  await waitFor(() => expect(server.madeOf("push.subscribe").at(-1)?.locale).toBe("uk"))
  chooseLocale("en")
})

test("a clicked notification opens its conversation in the panel that is there", async () => {
  panel.close()
  panel = await openPanel([conversation("vera", { name: "Vera", timers: [waitingFor(60)] })])
  browser.say({ say: "open", conversationId: "vera" })
  await screen.findByRole("heading", { name: "Vera" })
})

test("what is pushed to a panel that lost its line is said in it", async () => {
  const alert = { conversationId: "vera", title: "Vera is waiting for you", body: "", locale: "en" }
  browser.say({ say: "pushed", alert })
  expect(screen.queryByText("Vera is waiting for you")).toBeNull()
  server.dropLine()
  browser.say({ say: "pushed", alert })
  await screen.findByText("Vera is waiting for you")
})

test("what the panel tells by itself is shown by the worker, so that a push of it takes its place, and taken back", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(false)
  await turnOn()
  const vera = conversation("tag", { name: "Vera", offer: offer("tag") })
  server.push("conversation", vera)
  await waitFor(() =>
    expect(browser.shown.at(-1)).toMatchObject({ title: "Vera is waiting for you", options: { tag: "tag" } }),
  )
  server.push("conversation", { ...vera, offer: null, seq: 3 })
  await waitFor(() => expect(browser.shown.filter(({ options }) => options.tag === "tag")).toEqual([]))
})

test("a browser that cannot says so", async () => {
  panel.close()
  withoutPush()
  await open()
  await screen.findByText(/This browser cannot/)
  expect(screen.getByRole("switch", { name: SWITCH })).toHaveProperty("disabled", true)
})
