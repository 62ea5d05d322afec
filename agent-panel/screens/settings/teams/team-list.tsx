import { Plus, Waypoints } from "lucide"
import type { Team } from "../../../../shared/protocol/types"
import { teamWords } from "../../../locales/teams"
import { Button } from "../../../parts/button"
import { Empty } from "../../../parts/empty"
import { RouteLink } from "../../../parts/links"
import { errorText } from "../../../state/actions"
import { teams } from "../../../state/people"
import { navigate } from "../../../state/route"
import { arrangeTeams } from "../../../state/settings-teams"
import { say } from "../../../state/toasts"
import { OrderedList } from "../ordered-list"
import { isOwner, Part, Section } from "../section"
import { Faces } from "./faces"
import { membersOf, whyNobodyIsAsked } from "./members-of"
import { NEW, teamPlace } from "./places"
import { takesInWords } from "./takes-in-words"
import { TryTeams } from "./try-teams"
import { Warning } from "./warning"

/** The teams in the order in which they are tried, and everybody, who have the rest. */
export function TeamList() {
  const make = isOwner() && (
    <Button icon={Plus} look="strong" onClick={() => navigate(teamPlace(NEW))}>
      {teamWords.make}
    </Button>
  )
  return (
    <Section name="teams" says={teamWords.says} action={make}>
      {teams.value.length === 0 ? (
        <Empty icon={Waypoints} title={teamWords.none}>
          {teamWords.noneNext}
        </Empty>
      ) : (
        <>
          <OrderedList
            label={teamWords.list}
            items={teams.value}
            words={teamWords.order}
            readOnly={!isOwner()}
            arrange={(ids) => void arrange(ids)}
            row={(team) => <TeamRow team={team} />}
            last={<EverybodyRow />}
          />
          <Part title={teamWords.trying} says={teamWords.tryingSays}>
            <TryTeams among={teams.value} />
          </Part>
        </>
      )}
    </Section>
  )
}

async function arrange(ids: readonly string[]): Promise<void> {
  const failure = await arrangeTeams(ids)
  if (failure) say(failure.code === "conflict" ? teamWords.order.conflict : errorText(failure))
}

function TeamRow({ team }: { team: Team }) {
  const members = membersOf(team)
  return (
    <RouteLink class="team-row" to={teamPlace(team.id)}>
      <span class="settings-row-main">
        <bdi class="team-name one-line">{team.name}</bdi>
        <span class="team-takes">{takesInWords(team.takes)}</span>
        {whyNobodyIsAsked(team) === "nobodyAsked" && <Warning>{teamWords.capacity.short(0)}</Warning>}
      </span>
      {members.length > 0 ? <Faces people={members} /> : <Warning>{teamWords.nobodyInIt}</Warning>}
    </RouteLink>
  )
}

function EverybodyRow() {
  return (
    <li class="settings-row">
      {teams.value.length > 1 && isOwner() && <span class="grip" data-none />}
      <span class="settings-row-main team-rest">
        <span class="team-name">{teamWords.everybody}</span>
        <span class="team-takes">{teamWords.everybodyTakes}</span>
      </span>
    </li>
  )
}
