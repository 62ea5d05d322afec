// What both bundles share is loaded first, so that is where the order of the layers must stand.
import "../../styles/layers.css"
import "./controls.css"
import "./hours.css"
import "./settings.css"
import { ArrowLeft, CalendarClock, Globe, KeyRound, Timer, UserRound, UsersRound } from "lucide"
import type { FunctionComponent } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { words } from "../../locales/settings"
import { Icon, type IconNode } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { list, route } from "../../state/route"
import { Hours } from "./hours"
import { Keys } from "./keys"
import { People } from "./people"
import { Profile } from "./profile"
import { Sites } from "./sites"
import { Targets } from "./targets"

type SectionName = keyof typeof words.sections

const SECTIONS: { name: SectionName; icon: IconNode; Screen: FunctionComponent }[] = [
  { name: "sites", icon: Globe, Screen: Sites },
  { name: "targets", icon: Timer, Screen: Targets },
  { name: "hours", icon: CalendarClock, Screen: Hours },
  { name: "people", icon: UsersRound, Screen: People },
  { name: "keys", icon: KeyRound, Screen: Keys },
  { name: "profile", icon: UserRound, Screen: Profile },
]

/** The settings: a list of sections, and the one that the address names. */
export function Settings() {
  const wanted = route.value.screen === "settings" ? route.value.section : ""
  const section = SECTIONS.find(({ name }) => name === wanted) ?? SECTIONS[0]
  const main = useRef<HTMLElement>(null)
  const title = section ? words.sections[section.name] : words.title
  useEffect(() => {
    document.title = `${title} · First Touch`
  }, [title])
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    main.current?.scrollTo(0, 0)
    showCurrent(nav.current)
  }, [section])
  return (
    <div class="settings">
      <nav ref={nav} class="settings-nav" aria-label={words.title}>
        <RouteLink class="settings-back" to={{ screen: "inbox", list: list.value }}>
          <Icon node={ArrowLeft} />
          {words.toInbox}
        </RouteLink>
        <ul>
          {SECTIONS.map(({ name, icon }) => (
            <li key={name}>
              <RouteLink
                class="settings-place"
                to={{ screen: "settings", section: name }}
                aria-current={name === section?.name ? "page" : undefined}
              >
                <Icon node={icon} />
                {words.sections[name]}
              </RouteLink>
            </li>
          ))}
        </ul>
      </nav>
      <main ref={main} class="settings-main" tabIndex={-1}>
        {section && <section.Screen key={section.name} />}
      </main>
    </div>
  )
}

/** On a phone the sections lie side by side: the one of now moves to the middle of the line. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>("[aria-current]")
  if (nav && current) nav.scrollTo({ left: current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2 })
}
