import "./top-bar.css"
import { useRef } from "preact/hooks"
import { urgency } from "../../../shared/timer"
import { t } from "../../locales"
import { lengthInWords } from "../../locales/format"
import { whoIsOffered, whyMe } from "../../locales/why"
import { Button } from "../../parts/button"
import { WaitRing } from "../../parts/wait-ring"
import { now } from "../../state/clock"
import { isWriting } from "../../state/keys"
import { acceptOffer, countdownOf, declineOffer, isMineAlone, type Ringing, ringing } from "../../state/offers"

/** Who waits for me to take them, the most urgent first: above everything, and in nobody's way. */
export function OfferBar() {
  const [first, ...others] = ringing.value
  return (
    <>
      <p class="unseen" role="alert">
        {first && `${whoIsOffered(first)}. ${whyMe(first)}`}
      </p>
      {first && <Bar key={first.offer.id} ringing={first} others={others.length} />}
    </>
  )
}

type BarProps = { ringing: Ringing; others: number }

function Bar({ ringing: offered, others }: BarProps) {
  const { conversation, offer } = offered
  const whenMeant = useMeantClicks()
  const timer = countdownOf(offered)
  return (
    <section class="top-bar offer-bar" aria-label={t.offers.label} data-urgency={urgency(timer, now.value)}>
      <WaitRing timer={timer} {...(offer.expiresAt === null ? {} : { words: timeToAccept })} />
      <div class="offer-words">
        <p class="one-line">
          <strong>{whoIsOffered(offered)}</strong>
          <span class="offer-why">{whyMe(offered)}</span>
        </p>
        <p class="one-line offer-said" dir="auto">
          {conversation.lastMessage?.body}
        </p>
      </div>
      {others > 0 && (
        <span class="offer-others" title={t.offers.othersHint(others)}>
          {t.offers.others(others)}
        </span>
      )}
      <Button {...(isWriting.value ? {} : { shortcut: "d" })} onClick={whenMeant(() => void declineOffer(offered))}>
        {isMineAlone(offer) ? t.offers.decline : t.offers.notMe}
      </Button>
      <Button
        look="strong"
        shortcut={isWriting.value ? ACCEPT_CHORD : "a"}
        onClick={whenMeant(() => void acceptOffer(offered))}
      >
        {t.offers.accept}
      </Button>
    </section>
  )
}

const ACCEPT_CHORD = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ ⇧ ↵" : "Ctrl ⇧ ↵"

const timeToAccept = (leftMs: number) => t.offers.left(lengthInWords(Math.max(0, leftMs)))

/** A click so soon after the bar came was meant for what stood in its place. */
const MEANT_AFTER_MS = 350

/** Lets a click by pointer count only once the bar has been there for a moment. */
function useMeantClicks(): (act: () => void) => (click: MouseEvent) => void {
  const cameAt = useRef(performance.now())
  return (act) => (click) => {
    const byPointer = click.detail > 0
    if (!byPointer || click.timeStamp - cameAt.current >= MEANT_AFTER_MS) act()
  }
}
