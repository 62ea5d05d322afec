import { useState } from "preact/hooks"
import type { Team } from "../../../../shared/protocol/types"
import { teamTaking } from "../../../../shared/team-rules"
import { policyWords } from "../../../locales/policies"
import { teamWords } from "../../../locales/teams"
import { sites } from "../../../state/people"
import { OneOf } from "../one-of"
import { TryAddress, type Verdict } from "../policies/try-address"

type Tried = Pick<Team, "id" | "name" | "takes">

type TryTeamsProps = {
  /** In the order in which they are tried. */
  among: readonly Tried[]
  /** The one that is looked at, where it is one. */
  own?: Tried
}

/** Who gets what begins on a page whose address somebody types. */
export function TryTeams({ among, own }: TryTeamsProps) {
  const [chosen, choose] = useState<string | null>(null)
  const siteId = chosen ?? sites.value[0]?.id ?? ""
  return (
    <div class="page-condition try-teams">
      {sites.value.length > 1 && (
        <OneOf label={policyWords.site} things={sites.value} id={siteId} disabled={false} onChoose={choose} />
      )}
      <TryAddress verdictOn={(pageUrl) => verdictOf(among, { siteId, pageUrl }, own)} />
    </div>
  )
}

function verdictOf(among: readonly Tried[], where: { siteId: string; pageUrl: string }, own?: Tried): Verdict {
  const winner = teamTaking(among, where)
  if (winner === null) return { tone: own ? "fits-not" : "plain", says: teamWords.everybodyGetsIt }
  if (own === undefined || winner.id === own.id) return { tone: "fits", says: teamWords.getsIt(winner.name) }
  const wouldFit = teamTaking([own], where) !== null
  return { tone: "fits-not", says: wouldFit ? teamWords.earlierGetsIt(winner.name) : teamWords.getsIt(winner.name) }
}
