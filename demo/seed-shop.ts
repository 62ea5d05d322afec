import { randomBytes } from "node:crypto"
import type { Config } from "../server/config"
import { createLog } from "../server/core/log"
import { scryptPasswords } from "../server/core/passwords"
import type { House } from "../server/feature"
import { createApiKey, revokeApiKey } from "../server/features/agents/api-keys"
import { createInvitation } from "../server/features/agents/invitations"
import { type Server, startServer } from "../server/server"
import { freePort } from "../server/testing/free-port"
import { ladderOf, stepsOf } from "../shared/ladder"
import type { Policy, TimerKind } from "../shared/protocol/types"
import { ANA, COLLEAGUES, VERA } from "./cast"
import { createHandMovedClock, type HandMovedClock } from "./hand-moved-clock"
import { call, createLife } from "./live"
import type { Step, Story } from "./story"
import { week } from "./week"

/** Fills the shop with the week before `now`, through the same doors that people use. Resolves with what to tell whoever asked. */
export async function seed(config: Config, now: number): Promise<string> {
  await refuseWhileServed(config)
  const stories = week(now)
  const clock = createHandMovedClock(Math.min(...momentsOf(stories)))
  const { server, house, url } = await openHouse(config, clock)
  try {
    if (await wasHere(house)) return `Nightingale Books has had its week already.\n${howToSignIn(config, null)}`
    const password = await hire(house, url)
    await nameSite(house)
    await liveThrough(stories, { house, server, clock, url, until: now })
    return `Nightingale Books has had a week of ${stories.length} conversations.\n${howToSignIn(config, password)}`
  } finally {
    await server.stop()
  }
}

/** A server that runs meanwhile would find a whole week's promises broken before they could be kept. */
async function refuseWhileServed({ HOST, PORT }: Config): Promise<void> {
  const answer = await fetch(`http://${HOST}:${PORT}/healthz`).catch(() => null)
  if (answer?.ok) throw new Error(`First Touch runs on port ${PORT}. Stop it, run this again, then start it.`)
}

type Opened = { server: Server; house: House; url: string }

/** The whole server, on a port that nobody knows and with a clock of its own. */
async function openHouse(config: Config, clock: HandMovedClock): Promise<Opened> {
  const houses: House[] = []
  const port = await freePort()
  const server = await startServer({
    config: { ...config, HOST: "127.0.0.1", PORT: port, RATE_LIMITS: "off" },
    clock,
    log: createLog(config.LOG_LEVEL),
    passwords: scryptPasswords,
    embed: () => {},
    more: (house) => {
      houses.push(house)
      return []
    },
  })
  const [house] = houses
  if (!house) throw new Error("The server started without its house.")
  return { server, house, url: `http://127.0.0.1:${port}` }
}

async function wasHere({ store }: House): Promise<boolean> {
  const contacts = store.reads
    .selectFrom("contact")
    .select("id")
    .where("email", "=", VERA.email ?? "")
  return (await contacts.executeTakeFirst()) !== undefined
}

/** Invites everybody who is not there yet, and accepts for them. Resolves with their password, or null when all were there. */
async function hire(house: House, url: string): Promise<string | null> {
  const password = `nightingale-${randomBytes(6).toString("hex")}`
  const known = new Set((await agentsOf(house)).map(({ email }) => email))
  const missing = COLLEAGUES.filter(({ email }) => !known.has(email))
  for (const colleague of missing) {
    const { token } = await createInvitation(house, colleague)
    await call(url, "invitation.accept", { token, password })
  }
  return missing.length > 0 ? password : null
}

const agentsOf = ({ store }: House) => store.reads.selectFrom("agent").select(["id", "email"]).execute()

const NAME_OF_A_NEW_SITE = "My site"

/** The shop gives its name to a site that has none yet. */
async function nameSite({ write }: House): Promise<void> {
  await write("site", (db) =>
    db
      .updateTable("site")
      .set({ name: "Nightingale Books" })
      .where("id", "=", "default")
      .where("name", "=", NAME_OF_A_NEW_SITE)
      .execute(),
  )
}

type Living = Opened & { clock: HandMovedClock; until: number }

async function liveThrough(stories: readonly Story[], { house, server, clock, url, until }: Living): Promise<void> {
  const keys = await handOutKeys(house)
  const live = createLife({
    url,
    publicUrl: house.config.PUBLIC_URL,
    keys: new Map(keys.map((key) => [key.email, key.secret])),
  })
  const moments = await momentsWithDueTimes(stories, url, keys[0]?.secret)
  for (const { at, happens } of moments) {
    if (at > until) break
    clock.moveTo(at)
    await server.settled()
    if (happens) await live(happens.story, happens.step)
  }
  clock.moveTo(until)
  await server.settled()
  for (const { id } of keys) await revokeApiKey(house, { afterwards: (act) => act() }, { apiKeyId: id })
}

type Key = { id: string; email: string; secret: string }

/** A key for everybody who answers, for as long as the week lasts. */
async function handOutKeys(house: House): Promise<Key[]> {
  const agents = await agentsOf(house)
  const keys: Key[] = []
  for (const { id: agentId, email } of agents) {
    const colleague = COLLEAGUES.find((each) => each.email === email)
    if (!colleague) continue
    const { name, role } = colleague
    const caller = { kind: "agent", agentId, name, role, passId: "seed", isProgram: true } as const
    const { apiKey, secret } = await createApiKey(house, caller, { name: "The week at Nightingale Books" })
    keys.push({ id: apiKey.id, email, secret })
  }
  return keys
}

type Moment = { at: number; happens?: { story: Story; step: Step } }

/** Everything that happens, and every moment at which somebody who waits may be offered on, or told the truth, in order. */
async function momentsWithDueTimes(stories: readonly Story[], url: string, key?: string): Promise<Moment[]> {
  const { policies } = await call(url, "policy.list", {}, key)
  const steps = stories.flatMap((story) => story.steps.map((step) => ({ at: step.at, happens: { story, step } })))
  const asked = steps.filter(({ happens }) => happens.step.does === "ask")
  const dueTimes = asked.flatMap(({ at }) => policies.flatMap((policy) => dueTimesOf(policy, at)))
  return [...steps, ...dueTimes].sort((one, other) => one.at - other.at)
}

function dueTimesOf({ targets, ladder, renewMs }: Policy, startedAt: number): Moment[] {
  const moments = (kind: TimerKind, from: number, targetMs: number | null | undefined): Moment[] => {
    if (targetMs === null || targetMs === undefined) return []
    const timer = { startedAt: from, targetMs, dueAt: from + targetMs }
    const steps = stepsOf(ladderOf(kind, ladder, targetMs), timer, (at, openMs) => at + openMs)
    return steps.map(({ dueAt }) => ({ at: dueAt }))
  }
  const replies = [targets.firstTouchMs, targets.nextReplyMs].flatMap((targetMs) => [
    ...moments("first-touch", startedAt, targetMs),
    ...moments("promise", startedAt + (targetMs ?? 0) + 1, renewMs),
  ])
  return [...replies, ...moments("answer", startedAt, targets.answerMs)]
}

const momentsOf = (stories: readonly Story[]) => stories.flatMap(({ steps }) => steps.map(({ at }) => at))

function howToSignIn({ PUBLIC_URL, OWNER_EMAIL }: Config, password: string | null): string {
  const theirs = COLLEAGUES.some(({ email }) => email === OWNER_EMAIL) ? `; ${OWNER_EMAIL} has the one you gave` : ""
  const others = COLLEAGUES.filter((colleague) => colleague !== ANA).map(({ email }) => email)
  return `Start    npm start
Panel    ${PUBLIC_URL}/panel/
Sign in  ${ANA.email}, or ${others.join(", ")}
Password ${password ?? "the one you gave or were shown before"}${password ? theirs : ""}`
}
