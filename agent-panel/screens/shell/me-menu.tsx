import { AppWindow, Coffee, Keyboard, LogOut, Monitor, Moon, Radio, Settings, Sun, SunMoon } from "lucide"
import { chooseLocale, LOCALES, type Locale, locale, t } from "../../locales"
import { Avatar } from "../../parts/avatar"
import type { IconNode } from "../../parts/icon"
import { Menu, type MenuItem } from "../../parts/menu"
import { setAvailability } from "../../state/actions"
import { install, installOffer } from "../../state/install"
import { helpOpen } from "../../state/keys"
import { myLoad } from "../../state/offers"
import { me, presenceOf, supervises, wasSetAway } from "../../state/people"
import { navigate } from "../../state/route"
import { signOut } from "../../state/session"
import { chooseTheme, THEMES, type Theme, theme } from "../../state/theme"

const THEME_ICONS: Record<Theme, IconNode> = { system: SunMoon, light: Sun, dark: Moon }

/** Oneself: whether one takes conversations, how the panel looks, the way out. */
export function MeMenu() {
  if (!me.value) return null
  const { name, id } = me.value
  return (
    <Menu
      label={`${t.me.menu}: ${name}`}
      triggerClass="icon-button"
      trigger={<Avatar name={name} id={id} presence={presenceOf({ ...me.value, connected: true })} />}
      groups={[availability(), themes(), languages(), places()]}
    />
  )
}

function availability(): MenuItem[] {
  const choice = (chosen: "online" | "away", icon: IconNode, hint?: string): MenuItem => ({
    key: chosen,
    icon,
    label: t.me[chosen],
    hint,
    checked: me.value?.availability === chosen,
    onChoose: () => void setAvailability(chosen),
  })
  const load = t.offers.load(myLoad.value, me.value?.capacity ?? 0)
  return [choice("online", Radio, load), choice("away", Coffee, wasSetAway.value ? t.offers.missed : undefined)]
}

function themes(): MenuItem[] {
  return THEMES.map((name) => ({
    key: name,
    icon: THEME_ICONS[name],
    label: t.me.theme[name],
    checked: theme.value === name,
    onChoose: () => chooseTheme(name),
  }))
}

function languages(): MenuItem[] {
  return LOCALES.map((name: Locale) => ({
    key: name,
    label: t.me.language[name],
    lead: <span class="icon menu-code">{name}</span>,
    checked: locale.value === name,
    onChoose: () => chooseLocale(name),
  }))
}

function places(): MenuItem[] {
  return [
    ...(supervises.value
      ? [
          {
            key: "wall",
            icon: Monitor,
            label: t.keys.wall,
            shortcut: "w",
            onChoose: () => navigate({ screen: "wall", form: "desk" }),
          },
        ]
      : []),
    {
      key: "settings",
      icon: Settings,
      label: t.common.settings,
      onChoose: () => navigate({ screen: "settings", section: "" }),
    },
    {
      key: "keys",
      icon: Keyboard,
      label: t.me.keys,
      shortcut: "?",
      onChoose: () => {
        helpOpen.value = true
      },
    },
    ...(installOffer.value
      ? [{ key: "install", icon: AppWindow, label: t.push.install, onChoose: () => void install() }]
      : []),
    { key: "sign-out", icon: LogOut, label: t.common.signOut, onChoose: () => void signOut() },
  ]
}
