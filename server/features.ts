import type { Feature, House } from "./feature"
import { agents } from "./features/agents"
import { attachments, createFiles } from "./features/attachments"
import { audit } from "./features/audit"
import { contacts, createVisitorPages, createVisitorTokens } from "./features/contacts"
import { conversations } from "./features/conversations"
import { erasure } from "./features/erasure"
import { metrics } from "./features/metrics"
import { presence } from "./features/presence"
import { push } from "./features/push"
import { routing } from "./features/routing"
import { noteRefusedOrigin, sites } from "./features/sites"
import { start } from "./features/start"
import { teams } from "./features/teams"
import { timers } from "./features/timers"
import { traffic } from "./features/traffic"
import { wall } from "./features/wall"

/** Every feature there is, in the order in which they react. One line each: delete it, and the feature is gone. */
export async function plugIn(house: House): Promise<Feature[]> {
  const tokens = await createVisitorTokens(house)
  const pages = createVisitorPages()
  const files = createFiles(house)
  const all: Feature[] = [
    sites(house),
    contacts(house, tokens),
    conversations(house, pages),
    attachments(house, files),
    teams(house),
    timers(house),
    routing(house),
    agents(house),
    presence(house, pages),
    await push(house),
    start(house, tokens, pages),
    wall(house),
    traffic(house),
    erasure(house, files, () => all),
    audit(house),
    metrics(house),
  ]
  return all
}

export { noteRefusedOrigin }
