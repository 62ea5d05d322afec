import "./head.css"
import { ArrowLeft, Minimize2, Monitor } from "lucide"
import { lengthInWords, timeOfDay, timeWithSeconds } from "../../locales/format"
import { words } from "../../locales/wall"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { Logo } from "../../parts/ring"
import { now } from "../../state/clock"
import { list } from "../../state/route"
import { wakefulness } from "../../state/wake-lock"
import { silentSince } from "../../state/wall"
import { waitsInWords } from "./in-words"
import { leaveAcross, showAcross } from "./use-across"

/** The name of the screen, how it stands in one line, the time of day, and the way to the other form. */
export function Head({ isAcross }: { isAcross: boolean }) {
  return (
    <header class="wall-head">
      {isAcross ? (
        <Logo />
      ) : (
        <RouteLink class="wall-back" to={{ screen: "inbox", list: list.value }}>
          <Icon node={ArrowLeft} />
          {words.toInbox}
        </RouteLink>
      )}
      <h1>{words.title}</h1>
      <HowItStands />
      {isAcross && <Leave />}
      {isAcross ? (
        <TimeOfDay />
      ) : (
        <Button icon={Monitor} class="wall-to-across" title={words.acrossHint} onClick={showAcross}>
          {words.across}
        </Button>
      )}
    </header>
  )
}

/** Who waits, or since when nothing is known. */
function HowItStands() {
  if (silentSince.value === null) return <p class="wall-stands">{waitsInWords.value}</p>
  return (
    <p class="wall-stands wall-silent">
      {words.silent(timeWithSeconds(silentSince.value), lengthInWords(now.value - silentSince.value))}
    </p>
  )
}

function Leave() {
  return (
    <div class="wall-leave">
      {wakefulness.value === "not ours" && <p>{words.maySleep}</p>}
      <Button icon={Minimize2} shortcut="Esc" onClick={leaveAcross}>
        {words.leaveAcross}
      </Button>
    </div>
  )
}

function TimeOfDay() {
  return <time class="wall-time">{timeOfDay(now.value)}</time>
}
