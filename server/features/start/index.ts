import type { Feature, House } from "../../feature"
import type { VisitorPages, VisitorTokens } from "../contacts"
import { createPace } from "../timers"
import { startAgent } from "./start-agent"
import { startVisitor } from "./start-visitor"

/** What a widget and a panel open with: one call each, put together from what the other features read. */
export function start(house: House, tokens: VisitorTokens, pages: VisitorPages): Feature {
  const pace = createPace(house)
  return {
    name: "start",
    calls: {
      "visitor.start": (input, context) => startVisitor({ ...house, tokens, pages, pace }, input, context),
      "agent.start": (_input, { caller }) => startAgent(house, caller),
    },
  }
}
