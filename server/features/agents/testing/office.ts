import { once } from "node:events"
import type { AddressInfo } from "node:net"
import express from "express"
import { v7 as newId } from "uuid"
import type { Pushes, Role } from "../../../../shared/protocol/types"
import { readConfig } from "../../../config"
import { createAudit } from "../../../core/audit"
import { createLog } from "../../../core/log"
import { createOutside } from "../../../core/outside"
import { createSummarise } from "../../../core/summary"
import { createUnitOfWork } from "../../../core/unit-of-work"
import type { AgentCaller, CallContext, House } from "../../../feature"
import type { Dialect } from "../../../store/database"
import { createGroupCommit } from "../../../store/group-commit"
import { quickPasswords } from "../../../testing/quick-passwords"
import { openTestStore } from "../../../testing/test-store"
import { agents } from ".."

export const OWNER = { email: "ana@nightingale.example", password: "correct horse battery" }

type Settings = Record<string, string>

/** The agents feature with everything real but the clock and the lines: what it tells is written down. */
export async function openOffice(dialect: Dialect, settings: Settings = {}) {
  const { store, remove } = await openTestStore(dialect)
  const commit = createGroupCommit(store)
  const server = express().listen(0, "127.0.0.1")
  await once(server, "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = readConfig({ PUBLIC_URL: url, RATE_LIMITS: "off", ...settings })

  let now = Date.now()
  const clock = { now: () => now, runAt: () => () => {} }
  const hungUp: Parameters<House["tell"]["hangUp"]>[0][] = []
  const told: Pushes["presence"][] = []
  const tell: House["tell"] = {
    agents: (_siteId, name, push) => void (name === "presence" && told.push(push as Pushes["presence"])),
    visitor: () => {},
    hangUp: (who) => void hungUp.push(who),
  }
  const summarise = createSummarise([])
  const unitOfWork = createUnitOfWork({ commit, dialect, clock, reactions: [], summarise, publish: () => {} })
  const log = createLog("silent")
  const house: House = {
    ...unitOfWork,
    ...{ config, clock, log, store, summarise, tell, passwords: quickPasswords, newId: () => newId() },
    outside: createOutside(),
    audit: createAudit({ write: commit.run, clock, newId }),
    nodeId: "node",
    epoch: "first",
    write: (key, unit) => commit.run(key, unit),
    wakeBy: () => {},
    background: (_name, work) => void work,
  }

  /** The feature as a freshly started server has it. */
  function start() {
    const feature = agents(house)
    const app = express()
    const nobody = async () => ({ kind: "nobody" }) as const
    const refused = async () => ({ ok: false, error: { code: "unauthenticated", message: "" } }) as const
    const send = () => {}
    feature.routes?.(app, { whoAsks: nobody, admit: nobody, call: refused, send, allowPage: async () => {} })
    server.removeAllListeners("request")
    server.on("request", app)
    return feature
  }

  return {
    url,
    house,
    store,
    hungUp,
    told,
    start,
    elapse: (ms: number) => {
      now += ms
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await remove()
    },
  }
}

export type Office = Awaited<ReturnType<typeof openOffice>>
export type Agents = ReturnType<typeof agents>

const contextOf = <Caller>(caller: Caller) => ({
  caller,
  origin: { address: "192.0.2.1", page: null, userAgent: null },
  line: null,
  requestId: "request",
  spend: async () => {},
  afterwards: (act: () => void) => void setImmediate(act),
})

/** Makes a call as the door would, once it has let the caller in. */
export function callsOf(feature: Agents) {
  type Made = NonNullable<Agents["calls"]>
  return <Name extends keyof Made>(
    name: Name,
    input: Parameters<NonNullable<Made[Name]>>[0],
    caller: AgentCaller | { kind: "nobody" } = { kind: "nobody" },
  ): ReturnType<NonNullable<Made[Name]>> => {
    const handle = feature.calls?.[name] as
      | ((input: unknown, context: CallContext) => ReturnType<NonNullable<Made[Name]>>)
      | undefined
    if (!handle) throw new Error(`agents have no call ${name}`)
    return handle(input, contextOf(caller) as CallContext)
  }
}

export function post(office: Office, path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(`${office.url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: office.url, ...headers },
    body: JSON.stringify(body),
  })
}

/** Signs in and gives back what the browser would send from then on. */
export async function signIn(office: Office, { email, password }: { email: string; password: string }) {
  const response = await post(office, "/sign-in/email", { email, password })
  const cookie = cookieOf(response)
  return { status: response.status, headers: new Headers({ cookie }), cookie }
}

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((set) => set.split(";", 1)[0])
    .join("; ")

export const BO = {
  email: "bo@nightingale.example",
  name: "Bo Lund",
  role: "agent" as Role,
  password: "another long secret",
}

/** An office that is open, with Ana its owner, who signs in when a test asks for her. */
export async function officeOfAna(dialect: Dialect, settings: Settings = {}) {
  const office = await openOffice(dialect, { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password, ...settings })
  const feature = office.start()
  await feature.start?.()
  const call = callsOf(feature)
  const identify = async (headers: Headers) => (await feature.identify?.agent?.(headers)) ?? null

  async function callerOf(person: { email: string; password: string }): Promise<AgentCaller> {
    const caller = await identify((await signIn(office, person)).headers)
    if (!caller) throw new Error(`${person.email} is not signed in`)
    return caller
  }

  const ana = await callerOf(OWNER)
  const invite = ({ email, name, role } = BO) => call("invitation.create", { email, name, role }, ana)

  async function hire(person = BO) {
    const { token } = await invite(person)
    return (await call("invitation.accept", { token, password: person.password })).agent
  }

  return { ...office, feature, call, identify, callerOf, ana, invite, hire }
}

export type OfficeOfAna = Awaited<ReturnType<typeof officeOfAna>>
