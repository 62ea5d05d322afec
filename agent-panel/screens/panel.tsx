import type { FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"
import { Toasts } from "../parts/toasts"
import { route } from "../state/route"
import { session } from "../state/session"
import { AwayBar } from "./shell/away-bar"
import { Guard } from "./shell/guard"
import { KeysDialog } from "./shell/keys-dialog"
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
  if (screen === "sign-in" || session.value === "signed-out") return <SignIn />
  if (session.value === "unknown") return <Starting />
  return (
    <>
      <LineNotice />
      <OfferBar />
      <AwayBar />
      {screen === "settings" ? <LazySettings /> : <Workplace />}
      <KeysDialog />
    </>
  )
}

/** Settings are opened rarely: they come when asked for. */
function LazySettings() {
  const [Settings, setSettings] = useState<{ screen: FunctionComponent } | null>(null)
  useEffect(() => {
    void import("./settings/settings").then((module) => setSettings({ screen: module.Settings }))
  }, [])
  return Settings ? <Settings.screen /> : <main aria-busy="true" />
}
