import "./wall.css"
import { Monitor } from "lucide"
import { useEffect } from "preact/hooks"
import { words } from "../../locales/wall"
import { Empty } from "../../parts/empty"
import { RouteLink } from "../../parts/links"
import { supervises } from "../../state/people"
import { list, route } from "../../state/route"
import { followWall } from "../../state/wall"
import { Desks } from "./desks"
import { Head } from "./head"
import { Kept } from "./kept"
import { Missed } from "./missed"
import { SaidAloud } from "./said-aloud"
import { useAcross, usePointerRests } from "./use-across"
import { Waiting } from "./waiting"

/** What a supervisor watches: who waits, who answers, what was kept today, and what was not. */
export function Wall() {
  return supervises.value ? <Watched /> : <ForSupervisors />
}

function Watched() {
  const isAcross = route.value.screen === "wall" && route.value.form === "across"
  useEffect(followWall, [])
  useAcross(isAcross)
  const rests = usePointerRests(isAcross)
  return (
    <main class="wall" data-form={isAcross ? "across" : "desk"} data-rests={rests}>
      <Head isAcross={isAcross} />
      <SaidAloud />
      <Waiting isAcross={isAcross} />
      <Desks isAcross={isAcross} />
      <div class="wall-today">
        <Kept />
        <Missed isAcross={isAcross} />
      </div>
    </main>
  )
}

function ForSupervisors() {
  return (
    <main class="wall-closed">
      <Empty icon={Monitor} title={words.forSupervisors}>
        {words.forSupervisorsNext}
        <p>
          <RouteLink class="button" to={{ screen: "inbox", list: list.value }}>
            {words.toInbox}
          </RouteLink>
        </p>
      </Empty>
    </main>
  )
}
