import "./workplace.css"
import { opened } from "../../state/opened"
import { route } from "../../state/route"
import { Conversation } from "../conversation/conversation"
import { Queue } from "../inbox/queue"
import { Person } from "../person/person"

/** Three panes, two where the window is narrow, one on a phone: the address says which one then stands in front. */
export function Workplace() {
  const at = route.value
  const front = at.screen === "conversation" ? at.pane : "queue"
  return (
    <main class="workplace" data-front={front}>
      <Queue />
      <Conversation />
      {opened.value.state === "ready" && <Person key={opened.value.id} id={opened.value.id} />}
    </main>
  )
}
