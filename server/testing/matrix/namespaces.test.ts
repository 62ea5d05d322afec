import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestServer } from "../kit"
import { type Cast, gather, openLine, type Shown } from "./cast"
import { ACTORS, whoMay } from "./who-may"

let cast: Cast

beforeAll(async () => {
  cast = await gather(await startTestServer())
})
afterAll(() => cast.server.stop())

/** What a line is told that is turned away, in the table's words; the library has its own for a namespace there is not. */
const REFUSALS: Record<string, string> = { unauthenticated: "401", not_found: "404", "Invalid namespace": "404" }

test.each([...whoMay("namespace")])("%s lets in whom the table says (V36)", async (namespace, row) => {
  const vera = await cast.newVera()
  const found: Record<string, string> = {}
  for (const actor of ACTORS) {
    const shown = cast.shown(actor, vera)
    const asked = { ...shown, namespace: namespace as Shown["namespace"], auth: { site: "default", ...shown.auth } }
    const line = await openLine(cast.server, asked)
    found[actor] = typeof line === "string" ? (REFUSALS[line] ?? line) : "yes"
    if (typeof line !== "string") line.disconnect()
  }
  expect(found).toEqual(row)
})
