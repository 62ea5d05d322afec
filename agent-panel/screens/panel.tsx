import type { FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"
import { route } from "../state/route"
import { session } from "../state/session"
import { SignIn } from "./sign-in/sign-in"
import { Welcome } from "./welcome/welcome"

/** The whole panel: which screen stands follows from the address and from who is signed in. */
export function Panel() {
  if (route.value.screen === "welcome") return <Welcome />
  if (session.value === "signed-out" || route.value.screen === "sign-in") return <SignIn />
  if (route.value.screen === "settings") return <LazySettings />
  return <main />
}

/** Settings are opened rarely: they come when asked for. */
function LazySettings() {
  const [Settings, setSettings] = useState<{ screen: FunctionComponent } | null>(null)
  useEffect(() => {
    void import("./settings/settings").then((module) => setSettings({ screen: module.Settings }))
  }, [])
  return Settings ? <Settings.screen /> : <main aria-busy="true" />
}
