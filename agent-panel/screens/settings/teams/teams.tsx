import { Waypoints } from "lucide"
import { teamWords } from "../../../locales/teams"
import { Empty } from "../../../parts/empty"
import { RouteLink } from "../../../parts/links"
import { teamBy } from "../../../state/people"
import { route } from "../../../state/route"
import { Section } from "../section"
import { NewTeam } from "./new-team"
import { NEW, teamsPlace } from "./places"
import { TeamList } from "./team-list"
import { TeamPage } from "./team-page"

/** The teams: all of them, a new one, or the one that the address names. */
export function Teams() {
  const { item = "" } = route.value.screen === "settings" ? route.value : {}
  if (item === "") return <TeamList />
  if (item === NEW) return <NewTeam />
  const team = teamBy(item)
  return team ? <TeamPage key={team.id} team={team} /> : <Gone />
}

function Gone() {
  return (
    <Section name="teams" says={teamWords.says}>
      <Empty icon={Waypoints} title={teamWords.gone}>
        {teamWords.goneNext}
        <p>
          <RouteLink to={teamsPlace}>{teamWords.all}</RouteLink>
        </p>
      </Empty>
    </Section>
  )
}
