import { RotateCw } from "lucide"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Switch } from "../../parts/switch"
import { type PushState, push, turnPushOff, turnPushOn } from "../../state/alerts/push"

const NOT_OFFERED: readonly PushState[] = ["insecure", "unsupported", "denied"]

/** Whether this browser alerts while the panel is closed, why it does not where it cannot, and the way on. */
export function PushSwitch() {
  const state = push.value
  return (
    <>
      <Switch
        label={t.push.closed}
        hint={t.push[state]}
        on={state === "on" || state === "waiting"}
        disabled={state === "waiting" || NOT_OFFERED.includes(state)}
        onSwitch={(on) => void (on ? turnPushOn() : turnPushOff())}
      />
      {state === "failed" && (
        <Button icon={RotateCw} onClick={() => void turnPushOn()}>
          {t.push.again}
        </Button>
      )}
    </>
  )
}
