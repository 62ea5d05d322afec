import "./desks.css"
import { useId, useRef } from "preact/hooks"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { words } from "../../locales/wall"
import { Avatar } from "../../parts/avatar"
import { type Desk, desks, loadOf, room } from "../../state/desks"
import { useFitting } from "./use-fitting"
import { Remaining } from "./who-has-it"

/** Everybody who answers: whether they are here, how much they have, and what they are being asked to take. */
export function Desks({ isAcross }: { isAcross: boolean }) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const fits = useFitting(list, { count: desks.value.length, isAcross })
  const here = desks.value.filter(({ presence }) => presence === "online").length
  const hidden = desks.value.length - fits
  return (
    <section class="wall-part desks" aria-labelledby={id}>
      <h2 id={id}>
        {words.desks.title}
        <span class="wall-aside">{here === 0 ? words.desks.nobody : words.desks.here(here, room.value)}</span>
      </h2>
      <ul ref={list}>
        {desks.value.map((desk, index) => (
          <OneDesk key={desk.agent.id} desk={desk} isSeen={index < fits} />
        ))}
      </ul>
      {hidden > 0 && <p class="wall-more">{words.waiting.more(hidden)}</p>}
    </section>
  )
}

function OneDesk({ desk, isSeen }: { desk: Desk; isSeen: boolean }) {
  const { agent, presence, asked } = desk
  return (
    <li class="desk" data-presence={presence} data-beyond={!isSeen}>
      <Avatar name={agent.name} id={agent.id} presence={presence} />
      <span class="desk-name one-line">{agent.name}</span>
      <span class="desk-presence one-line">{presenceInWords(desk)}</span>
      <Load desk={desk} />
      {asked.map(({ id, contact, offer }) => (
        <span key={id} class="desk-asked">
          <span class="one-line">{words.desks.asked(contactName(contact))}</span>
          {offer && <Remaining offer={offer} />}
        </span>
      ))}
    </li>
  )
}

function presenceInWords({ agent, presence }: Desk): string {
  const wasSetAway = presence === "away" && agent.awayFor === "missed-offers"
  return wasSetAway ? words.desks.setAway : t.presence[presence]
}

/** More places than these are drawn as one bar. */
const PLACES_DRAWN = 12

/** The places of a desk: taken, being offered, free. Whoever has more than they should has more than the bar. */
function Load({ desk }: { desk: Desk }) {
  const { has, asked, agent } = desk
  const places = Math.max(agent.capacity, loadOf(desk))
  const scale = Math.min(1, PLACES_DRAWN / Math.max(1, places))
  const drawn = {
    has: Math.round(has * scale),
    asked: Math.ceil(asked.length * scale),
    all: Math.round(places * scale),
  }
  return (
    <>
      <span class="desk-load" aria-hidden="true">
        {Array.from({ length: drawn.all }, (_, place) => (
          <span
            key={place}
            data-is={place < drawn.has ? "taken" : place < drawn.has + drawn.asked ? "asked" : "free"}
            data-over={place >= agent.capacity * scale}
          />
        ))}
      </span>
      <span class="desk-count" role="img" aria-label={words.desks.loadInWords(loadOf(desk), agent.capacity)}>
        {words.desks.load(loadOf(desk), agent.capacity)}
      </span>
    </>
  )
}
