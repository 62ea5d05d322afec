import { type AgentSeen, mayAnswer, type Picture, takePicture } from "./picture"
import { forgotten } from "./rules/forgotten"
import { wrongMisses } from "./rules/misses"
import { wrongOffers } from "./rules/offers"
import { wrongSteps } from "./rules/steps"
import type { Shop } from "./shop"

/** What no table holds and yet must be known to judge what is seen. */
export type Memory = {
  before: Picture | null
  /** Since when somebody has not been able to answer. */
  unableSince: Map<string, number>
  /** When a server last came up. */
  upSince: number
}

export const blankMemory = (): Memory => ({ before: null, unableSince: new Map(), upSince: 0 })

/** Looks at everything there is, and fails with all that is wrong and how it came to that. */
export async function judge(shop: Shop, memory: Memory): Promise<void> {
  const picture = await takePicture(shop)
  memory.upSince = shop.upSince
  for (const agent of picture.agents) notice(agent, picture, memory)
  const wrong = [
    ...shop.nodes.flatMap(({ name, complaints }) => complaints.map((line) => `the ${name} server complains: ${line}`)),
    ...lostWords(shop, picture),
    ...wrongOffers(picture, memory),
    ...wrongMisses(picture, shop.lastDeedAt),
    ...wrongSteps(picture),
    ...forgotten(picture, memory),
  ]
  memory.before = picture
  if (wrong.length > 0) throw new Error([...wrong.map((each) => `- ${each}`), ...shop.story].join("\n"))
}

function notice(agent: AgentSeen, { now }: Picture, { before, unableSince }: Memory): void {
  if (mayAnswer(agent, now)) return void unableSince.delete(agent.id)
  if (unableSince.has(agent.id)) return
  const earlier = before?.agents.find(({ id }) => id === agent.id)
  const lastLine = Math.max(0, ...(earlier?.linesUntil ?? []))
  // A line that nobody renewed ended when it expired, not when somebody looked.
  unableSince.set(agent.id, agent.availability === "online" && lastLine > 0 ? Math.min(now, lastLine) : now)
}

/** What was acknowledged is there, once, whatever happened since (W1, W2). */
function lostWords({ acknowledged }: Shop, { conversations }: Picture): string[] {
  const said = conversations.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === "message.posted" ? [event.message] : [])),
  )
  return [...acknowledged]
    .filter(([id, body]) => said.filter((each) => each.id === id && each.body === body).length !== 1)
    .map(([, body]) => `what was acknowledged is lost: ${body}`)
}
