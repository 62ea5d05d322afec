import { Toasts } from "../parts/toasts"
import { route } from "../state/route"
import { session } from "../state/session"
import { AwayBar } from "./shell/away-bar"
import { Guard } from "./shell/guard"
import { KeysDialog } from "./shell/keys-dialog"
import { lazily } from "./shell/lazily"
import { LineNotice } from "./shell/line-notice"
import { OfferBar } from "./shell/offer-bar"
import { Starting } from "./shell/starting"
import { Workplace } from "./shell/workplace"
import { SignIn } from "./sign-in/sign-in"
import { Welcome } from "./welcome/welcome"

/** The whole panel: which screen stands follows from the address and from who is signed in. */
export function Panel() {
  return (
    <Guard>
      <Screen />
      <Toasts />
    </Guard>
  )
}

function Screen() {
  const { screen } = route.value
  if (screen === "welcome") return <Welcome />
  if (session.value === "owes-second-factor") return <Owes />
  if (screen === "sign-in" || session.value === "signed-out") return <SignIn />
  if (session.value === "unknown") return <Starting />
  return (
    <>
      <LineNotice />
      <OfferBar />
      <AwayBar />
      <Place />
      <KeysDialog />
    </>
  )
}

function Place() {
  const { screen } = route.value
  if (screen === "settings") return <Settings />
  return screen === "wall" ? <Wall /> : <Workplace />
}

const Owes = lazily(async () => (await import("./second-factor/owes")).Owes)
const Settings = lazily(async () => (await import("./settings/settings")).Settings)
const Wall = lazily(async () => (await import("./wall/wall")).Wall)
