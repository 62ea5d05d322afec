import { followPush } from "./state/alerts/push"
import { ringOffers } from "./state/alerts/ring-offers"
import { watchTab } from "./state/alerts/tab"
import { watchWaits } from "./state/alerts/watch"
import { followWorker } from "./state/alerts/worker"
import { connection } from "./state/client"
import { startTicking } from "./state/clock"
import { listen } from "./state/feed"
import { followInstallOffer } from "./state/install"
import { followKeys } from "./state/keys"
import { watchLine } from "./state/line"
import { followRoute } from "./state/opened"
import { followPageCache } from "./state/page-cache"
import { followAddress } from "./state/route"
import { followQuery } from "./state/search"
import { tellSeen } from "./state/seen"
import { watchSession } from "./state/session"
import { wearTheme } from "./state/theme"

/** Sets everything going that runs as long as the panel is open. Gives back the way to stop it all. */
export function startPanel(): () => void {
  const stops = [
    followAddress(),
    wearTheme(),
    startTicking(),
    listen(),
    watchSession(),
    watchLine(),
    followPageCache(),
    followRoute(),
    followQuery(),
    followKeys(),
    tellSeen(),
    watchWaits(),
    ringOffers(),
    watchTab(),
    followWorker(),
    followPush(),
    followInstallOffer(),
  ]
  connection.connect()
  return () => {
    connection.close()
    for (const stop of stops) stop()
  }
}
