import { useEffect, useState } from "preact/hooks"
import { t } from "../../locales"
import { words } from "../../locales/entry"
import { Button } from "../../parts/button"
import { RouteLink } from "../../parts/links"
import { route } from "../../state/route"
import { type Invited, invitation, lookAtInvitation } from "../../state/welcome"
import { Entry } from "../sign-in/entry"
import { NewcomerForm } from "./newcomer-form"

/** Where an invitation's link leads: who is invited as what, and the few things that are needed to begin. */
export function Welcome() {
  const [token] = useState(() => (route.value.screen === "welcome" ? route.value.token : ""))
  useEffect(() => {
    // Out of the address bar, so that it is not left in the history or copied from there.
    history.replaceState(null, "", location.pathname)
    void lookAtInvitation(token)
  }, [token])

  const { welcome } = words
  const found = invitation.value
  if (found === "looking") return <Entry title={welcome.title} says={welcome.looking} busy />
  if (found === "useless") return <Useless />
  if (found === "unreachable") {
    return (
      <Entry title={welcome.unreachable} says={welcome.unreachableNext}>
        <div class="entry-next">
          <Button look="strong" onClick={() => void lookAtInvitation(token)}>
            {t.common.retry}
          </Button>
        </div>
      </Entry>
    )
  }
  return (
    <Entry title={greeting(found)} says={found.email === null ? welcome.firstOwner : welcome.as[found.role]}>
      <NewcomerForm token={token} invited={found} />
    </Entry>
  )
}

function greeting({ name }: Invited): string {
  const first = name?.split(" ")[0]
  return first ? `${words.welcome.title}, ${first}` : words.welcome.title
}

function Useless() {
  const { welcome } = words
  return (
    <Entry title={welcome.useless} says={welcome.uselessNext}>
      <div class="entry-next">
        <RouteLink class="button button-plain" to={{ screen: "sign-in" }}>
          {welcome.toSignIn}
        </RouteLink>
      </div>
    </Entry>
  )
}
