import "./top-bar.css"
import { Coffee } from "lucide"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { setAvailability } from "../../state/actions"
import { wasSetAway } from "../../state/people"

/** Tells whoever let two offers pass that they get no more, and brings them back by one click. */
export function AwayBar() {
  return (
    <div role="status" class={wasSetAway.value ? "top-bar away-bar" : "unseen"}>
      {wasSetAway.value && (
        <>
          <Icon node={Coffee} />
          <p>{t.offers.setAway}</p>
          <Button look="strong" shortcut="h" onClick={() => void setAvailability("online")}>
            {t.offers.here}
          </Button>
        </>
      )}
    </div>
  )
}
