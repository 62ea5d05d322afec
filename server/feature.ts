import type { Express, Request, Response } from "express"
import type { Transaction } from "kysely"
import type { z } from "zod"
import type { Caller, CallName, Calls } from "../shared/protocol/calls"
import type { ErrorCode, Output, Pushes, Reply, Role } from "../shared/protocol/types"
import type { Config } from "./config"
import type { AlarmSource } from "./core/alarm"
import type { Audit } from "./core/audit"
import type { Clock } from "./core/clock"
import type { Log } from "./core/log"
import type { Delivery } from "./core/outbox"
import type { Outside } from "./core/outside"
import type { Passwords } from "./core/passwords"
import type { Summarise, SummaryPart } from "./core/summary"
import type { Reactions, UnitOfWork, Work } from "./core/unit-of-work"
import type { Store } from "./store/database"
import type { Unit } from "./store/group-commit"
import type { Schema } from "./store/schema"

export type VisitorCaller = {
  kind: "visitor"
  siteId: string
  contactId: string
  /** What their site vouches for, where it signed them in; absent for whoever is anonymous. */
  vouched?: Vouched
}
/** A site's own customer, as its signed identity names them. */
export type Vouched = {
  subject: string
  name?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  customer?: boolean | undefined
}
export type AgentCaller = {
  kind: "agent"
  agentId: string
  name: string
  role: Role
  /** The session or API key that carries the call, so that ending it ends the line too. */
  passId: string
  /** Whether a key carries it: a program's line says nothing of whether its agent is at their desk. */
  isProgram: boolean
}
export type Nobody = { kind: "nobody" }
export type AnyCaller = VisitorCaller | AgentCaller | Nobody

/** Where a call came from. */
export type Origin = {
  /** The network address, for limits only; never stored. */
  address: string
  /** The Origin header of the page, where a browser made the call. */
  page: string | null
  userAgent: string | null
}

/** The line a call came over; calls over HTTP have none. */
export type Line = {
  id: string
  /** Makes the line act as this visitor from now on. */
  become(caller: VisitorCaller): void
}

type CallerOf<By extends Caller> = By extends "anyone" ? AnyCaller : By extends "visitor" ? VisitorCaller : AgentCaller

export type CallContext<Name extends CallName = CallName> = {
  caller: CallerOf<Calls[Name]["by"][number]>
  origin: Origin
  line: Line | null
  requestId: string
  /** Counts something that costs more than the call that brings it; refuses it where there was too much. */
  spend(what: "conversation.open"): Promise<void>
  /** Does something once the caller has been answered: what ends the very line that the call came over, say. */
  afterwards(act: () => void): void
}

export type Handlers = {
  [Name in CallName]?: (input: z.output<Calls[Name]["input"]>, context: CallContext<Name>) => Promise<Output<Name>>
}

export type After = {
  [Name in CallName]?: (input: z.output<Calls[Name]["input"]>, context: CallContext<Name>) => Promise<void>
}

/** Tells people things that are not events of a conversation. What belongs to a commit is told after it. */
export type Tell = {
  /** Every agent who may see the site; null means all. */
  agents<Name extends keyof Pushes>(siteId: string | null, name: Name, push: Pushes[Name]): void
  visitor<Name extends keyof Pushes>(contactId: string, name: Name, push: Pushes[Name]): void
  /** Ends at once every line of an agent, of one session or API key, of a visitor, or of all whom a site does not vouch for. */
  hangUp(who: { agentId: string } | { passId: string } | { contactId: string } | { strangersOf: string }): void
}

/** A connection of a person, from its start to its end. */
export type Connection = {
  id: string
  caller: VisitorCaller | AgentCaller
}

/** Why a connection is over: its line was cut or closed, carries somebody else now, or took less than it was told. */
export type WhyOver = "left" | "another caller" | "slow reader"

/** Who a stranger turns out to be. Null when what they show proves nothing. */
export type Identify = {
  visitor?(token: string): Promise<VisitorCaller | null>
  agent?(headers: Headers): Promise<AgentCaller | null>
}

/** What may be asked at an address, by pages of other origins too. */
export type Openness = { methods: string; headers: string; exposed?: string }

/** The part of the HTTP door that every address beside the calls has in common. */
export type HttpDoor = {
  /** Who a request shows to be; nobody where it proves nothing. */
  whoAsks(request: Request): Promise<AnyCaller>
  /** The same, but refuses what was shown in vain, and an agent's cookie that another page made the browser send. */
  admit(request: Request): Promise<AnyCaller>
  /** Makes a call as whoever asks, through the one door: who may, how often, and what the log tells of it. */
  call<Name extends CallName>(request: Request, name: Name, input: unknown): Promise<Reply<Output<Name>>>
  /** Gives an answer as a call's is given. */
  send(response: Response, reply: Reply<unknown>): void
  /** Lets a page that some site allows read the answer; cookies are never part of it. */
  allowPage(request: Request, response: Response, openness: Openness): Promise<void>
}

export type Called = { name: string; code: ErrorCode | "ok"; tookMs: number; caller: AnyCaller }

/** Hears what came of a call that it saw coming; the caller hears it after. */
export type Witness = (output: unknown) => Promise<void>

/** What a feature may bring. Everything is optional; what is absent is not done. */
export type Feature = {
  name: string
  calls?: Handlers
  /** HTTP addresses of its own, beside the calls. */
  routes?(app: Express, door: HttpDoor): void
  reactions?: Reactions
  alarms?: readonly AlarmSource[]
  deliveries?: readonly Delivery[]
  summary?: SummaryPart
  identify?: Identify
  /** Whether pages of this origin may carry a site's chat; `siteId` null asks for any site. */
  admitsOrigin?(origin: string, siteId: string | null): Promise<boolean>
  /** Deletes what it keeps of conversations that are erased, in the transaction in which they are. */
  erases?(db: Transaction<Schema>, conversationIds: readonly string[]): Promise<void>
  connected?(connection: Connection): Promise<void>
  disconnected?(connection: Connection, why: WhyOver): Promise<void>
  /** Hears of calls that succeeded, whoever answered them; nobody waits for what it does. */
  after?: After
  /** Sees a call that is allowed and about to be done. What it then does belongs to the call: the caller waits for it. */
  witness?(name: CallName, input: unknown, caller: AnyCaller): Promise<Witness | null>
  /** Hears of every call that was answered, for counting. */
  called?(call: Called): void
  /** Runs before the doors open; resolves with lines that the person who starts the server should read. */
  start?(): Promise<string[]>
  stop?(): Promise<void>
}

/** What the house gives to every feature. */
export type House = UnitOfWork & {
  config: Config
  clock: Clock
  log: Log
  store: Store
  passwords: Passwords
  /** The way to addresses that somebody outside named. */
  outside: Outside
  /** Which process this is, among those on one database. */
  nodeId: string
  /** Names the unbroken history of the database (core/epoch.ts). */
  epoch: string
  /** A new time-ordered id. */
  newId(): string
  /** A write that belongs to no conversation. Units of one key run one after the other. */
  write<T>(key: string, unit: Unit<T>): Promise<T>
  /** Writes down who did what, for an owner to read later. Calls are written down by themselves (features/audit). */
  audit: Audit
  summarise: Summarise
  tell: Tell
  /** Something falls due then. */
  wakeBy(at: number): void
  /** Lets something go on that nobody waits for; a failure is logged under this name. */
  background(name: string, work: Promise<unknown>): void
}

export type { Work }
