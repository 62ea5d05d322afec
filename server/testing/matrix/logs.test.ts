import pino from "pino"
import { expect, test } from "vitest"
import { calls } from "../../../shared/protocol/calls"
import type { CallName } from "../../../shared/protocol/types"
import { ANA, startTestServer } from "../kit"
import { gather } from "./cast"
import { EXAMPLES } from "./examples"
import { createTrials, TRANSPORTS } from "./trial"

const NAMES = Object.keys(calls) as CallName[]
const MARKER = "MARKER-of-what-was-said"

/** Everything in an answer that opens something. */
const secretsIn = (reply: unknown) =>
  [...JSON.stringify(reply).matchAll(/"(?:token|secret|link)":"([^"]+)"/g)].map(([, secret = ""]) => secret)

test("after every call by somebody who may make it, the log holds no secret and nothing that was said (V87)", async () => {
  const lines: string[] = []
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) })
  const cast = await gather(await startTestServer({ log }))
  const trials = createTrials(cast)
  const secrets = [...cast.secrets, ANA.password]
  for (const name of NAMES) {
    for (const transport of TRANSPORTS) {
      const actor = calls[name].by.some((by) => by === "visitor") ? "Vera" : "Ana"
      const vera = await cast.newVera()
      const input = JSON.parse(JSON.stringify(await EXAMPLES[name]({ cast, vera, actor })))
      if ("body" in input || "name" in input) input["body" in input ? "body" : "name"] = MARKER
      const reply = await trials.attempt({ actor, name, transport, vera, input })
      secrets.push(vera.token, ...secretsIn(reply), ...secretsIn(input))
    }
  }
  trials.close()
  await cast.server.stop()
  const said = lines.join("")
  expect(lines.length).toBeGreaterThan(NAMES.length)
  expect(secrets.length).toBeGreaterThan(NAMES.length)
  expect([MARKER, ...secrets].filter((secret) => said.includes(secret))).toEqual([])
})
