import { Bell, BellOff, Volume2 } from "lucide"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { Popover } from "../../parts/popover"
import { Switch } from "../../parts/switch"
import { notifications, permission, setNotifications, setSounds, sounds } from "../../state/alerts/choices"
import { tryNotification, tryRing, tryTone } from "../../state/alerts/notify"
import { turnPushOff } from "../../state/alerts/push"
import { PushSwitch } from "./push-switch"

/** How a new wait is told: by sound, by the browser, or not at all, with a way to try it. */
export function Alerts() {
  const on = sounds.value || notifications.value
  return (
    <Popover
      kind="dialog"
      label={t.alerts.title}
      triggerClass="icon-button"
      trigger={<Icon node={on ? Bell : BellOff} />}
    >
      {() => <AlertSwitches />}
    </Popover>
  )
}

/** Notifications of a closed panel go with those of an open one. */
async function turnAllOff(): Promise<void> {
  await setNotifications(false)
  await turnPushOff()
}

export function AlertSwitches() {
  const refused = permission.value === "denied" || permission.value === "unsupported"
  const refusedHint = permission.value === "denied" ? t.alerts.blocked : t.alerts.unsupported
  return (
    <div class="alert-switches">
      <Switch label={t.alerts.sounds} hint={t.alerts.soundsHint} on={sounds.value} onSwitch={setSounds} />
      <div class="alert-tries">
        <Button icon={Volume2} onClick={tryTone}>
          {t.alerts.tryWait}
        </Button>
        <Button icon={Volume2} onClick={tryRing}>
          {t.alerts.tryOffer}
        </Button>
      </div>
      <Switch
        label={t.alerts.notifications}
        hint={refused ? refusedHint : t.alerts.notificationsHint}
        on={notifications.value}
        disabled={refused}
        onSwitch={(on) => void (on ? setNotifications(true) : turnAllOff())}
      />
      <PushSwitch />
      {permission.value === "granted" && (
        <Button icon={Bell} onClick={tryNotification}>
          {t.alerts.tryNotification}
        </Button>
      )}
    </div>
  )
}
