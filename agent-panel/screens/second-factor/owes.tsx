import { waysInWords } from "../../locales/ways-in"
import { Button } from "../../parts/button"
import { secondFactorIsOn } from "../../state/second-factor"
import { signOut } from "../../state/session"
import { Entry } from "../sign-in/entry"
import { SetUp } from "./set-up"

/** All there is for whoever signed in and owes a second factor. */
export function Owes() {
  const { factor: words } = waysInWords
  return (
    <SetUp onDone={() => void secondFactorIsOn()}>
      {(title, step) => (
        <Entry title={title} says={title === words.owesTitle ? words.owesSays : undefined}>
          {step}
          {title !== words.codesTitle && (
            <div class="entry-next">
              <Button look="quiet" onClick={() => void signOut()}>
                {words.signOut}
              </Button>
            </div>
          )}
        </Entry>
      )}
    </SetUp>
  )
}
