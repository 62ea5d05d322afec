import type { Feature, House } from "../../feature"
import { chooseTeam } from "./choose-team"
import { arrangeTeams, readTeams, removeTeam, saveTeam } from "./teams"

export { teamFor } from "./choose-team"
export { readTeams } from "./teams"

/** Agents who share a queue, and which conversations come into it. */
export function teams(house: House): Feature {
  return {
    name: "teams",
    calls: {
      "team.list": async () => ({ teams: await readTeams(house.store.reads) }),
      "team.save": async (input) => ({ team: await saveTeam(house, input) }),
      "team.arrange": async (input) => ({ teams: await arrangeTeams(house, input) }),
      "team.remove": (input) => removeTeam(house, input),
    },
    reactions: { "conversation.opened": chooseTeam },
  }
}
