import { waysInWords } from "../../locales/ways-in"
import { Switch } from "../../parts/switch"
import { errorText } from "../../state/actions"
import { requireSecondFactor, secondFactor } from "../../state/second-factor"
import { say } from "../../state/toasts"
import { Part, Shown } from "./section"

/** Whether everybody must have a second factor; an owner who has none sets up their own first. */
export function RequireSecondFactor() {
  const { factor: words } = waysInWords

  async function require(on: boolean) {
    const failure = await requireSecondFactor(on)
    if (failure) say(failure.code === "conflict" ? words.ownFirst : errorText(failure))
  }

  return (
    <Part title={words.requireTitle}>
      <Shown of={secondFactor}>
        {({ on, required }) => (
          <Switch
            label={words.require}
            hint={required ? words.requireOn : on ? words.requireOff : words.ownFirst}
            on={required}
            onSwitch={(wanted) => void require(wanted)}
          />
        )}
      </Shown>
    </Part>
  )
}
