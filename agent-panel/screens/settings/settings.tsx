import "./controls.css"
import "./forms.css"
import "./hours.css"
import "./policies/ladder/ladder.css"
import "./policies/policies.css"
import "./settings.css"
import "./teams/teams.css"
import { ArrowLeft, FlaskConical, Globe, KeyRound, ScrollText, Timer, UserRound, UsersRound, Waypoints } from "lucide"
import type { FunctionComponent } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { words } from "../../locales/settings"
import { Icon, type IconNode } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { list, route } from "../../state/route"
import { lazily } from "../shell/lazily"
import { Keys } from "./keys"
import { People } from "./people"
import { Policies } from "./policies/policies"
import { Profile } from "./profile"
import { Sites } from "./sites"
import { Teams } from "./teams/teams"

/** It comes with its words and its pictures when somebody wants to try something. */
const Simulator = lazily(
  async () => (await import("./simulator/simulator")).Simulator,
  () => <p class="settings-loading" role="status" />,
)

/** What an owner looks into once a month does not come with what everybody opens. */
const Audit = lazily(
  async () => (await import("./audit/audit")).Audit,
  () => <p class="settings-loading" role="status" />,
)

type SectionName = keyof typeof words.sections

const SECTIONS: { name: SectionName; icon: IconNode; Screen: FunctionComponent }[] = [
  { name: "sites", icon: Globe, Screen: Sites },
  { name: "policies", icon: Timer, Screen: Policies },
  { name: "teams", icon: Waypoints, Screen: Teams },
  { name: "simulator", icon: FlaskConical, Screen: Simulator },
  { name: "people", icon: UsersRound, Screen: People },
  { name: "keys", icon: KeyRound, Screen: Keys },
  { name: "audit", icon: ScrollText, Screen: Audit },
  { name: "profile", icon: UserRound, Screen: Profile },
]

const FIRST = { section: "", item: undefined, part: undefined }

/** The settings: a list of sections, and the one that the address names. */
export function Settings() {
  const { section: wanted, item, part } = route.value.screen === "settings" ? route.value : FIRST
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
    showCurrent(main.current?.querySelector("nav") ?? null)
  }, [section, item, part])
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

/** On a phone sections and parts lie side by side: the one of now moves to the middle of the line. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>("[aria-current]")
  if (nav && current) nav.scrollTo({ left: current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2 })
}
