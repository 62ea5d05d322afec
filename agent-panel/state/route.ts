import { signal } from "@preact/signals"

export const LISTS = ["mine", "waiting", "all", "snoozed", "resolved"] as const
export type ListName = (typeof LISTS)[number]

/** Where in the panel a person is. The address bar is its only memory. */
export type Route =
  | { screen: "inbox"; list: ListName }
  | { screen: "conversation"; id: string; pane: "conversation" | "person" }
  | SettingsRoute
  /** `across` is the form that is read from across a room. */
  | { screen: "wall"; form: "desk" | "across" }
  | { screen: "welcome"; token: string }
  | { screen: "sign-in" }

/** A section of the settings, one thing of it, and a part of that thing, each as far as the address says. */
type SettingsRoute = { screen: "settings"; section: string; item?: string; part?: string }

const ROOT = "/panel/"

/** What was a section of its own before there was more than one policy. */
const PARTS_OF_DEFAULT = ["targets", "hours"]

export const route = signal<Route>(routeOf(location.pathname, location.hash))

/** The list that stays beside an open conversation: the one it was opened from. */
export const list = signal<ListName>(route.value.screen === "inbox" ? route.value.list : "waiting")

export function navigate(to: Route, { replace = false } = {}): void {
  const path = pathOf(to)
  if (replace) history.replaceState(null, "", path)
  else if (path !== location.pathname + location.hash) history.pushState(null, "", path)
  arriveAt(to)
}

/** Follows Back, Forward and addresses typed by hand. */
export function followAddress(): () => void {
  const follow = () => arriveAt(routeOf(location.pathname, location.hash))
  addEventListener("popstate", follow)
  addEventListener("hashchange", follow)
  return () => {
    removeEventListener("popstate", follow)
    removeEventListener("hashchange", follow)
  }
}

function arriveAt(to: Route): void {
  if (to.screen === "inbox") list.value = to.list
  route.value = to
}

export function pathOf(to: Route): string {
  switch (to.screen) {
    case "inbox":
      return to.list === "waiting" ? ROOT : ROOT + to.list
    case "conversation":
      return `${ROOT}conversations/${encodeURIComponent(to.id)}${to.pane === "person" ? "/person" : ""}`
    case "settings":
      return settingsPath(to)
    case "wall":
      return to.form === "across" ? `${ROOT}wall/screen` : `${ROOT}wall`
    case "welcome":
      return `${ROOT}welcome#${to.token}`
    case "sign-in":
      return `${ROOT}sign-in`
    default:
      return to satisfies never
  }
}

function settingsPath({ section, item = "", part = "" }: SettingsRoute): string {
  const names = ["settings", section, item, part].filter((name) => name !== "")
  return ROOT + names.map(encodeURIComponent).join("/")
}

export function routeOf(pathname: string, hash: string): Route {
  const [first = "", second = "", third = "", fourth = ""] = pathname
    .replace(/^\/panel\/?/, "")
    .split("/")
    .map(decoded)
  if (first === "conversations" && second !== "") {
    return { screen: "conversation", id: second, pane: third === "person" ? "person" : "conversation" }
  }
  if (first === "settings") return settingsRoute(second, third, fourth)
  if (first === "wall") return { screen: "wall", form: second === "screen" ? "across" : "desk" }
  if (first === "welcome") return { screen: "welcome", token: hash.slice(1) }
  if (first === "sign-in") return { screen: "sign-in" }
  return { screen: "inbox", list: LISTS.find((name) => name === first) ?? "waiting" }
}

function settingsRoute(section: string, item: string, part: string): SettingsRoute {
  if (PARTS_OF_DEFAULT.includes(section)) {
    return { screen: "settings", section: "policies", item: "default", part: section }
  }
  return { screen: "settings", section, ...(item && { item }), ...(part && { part }) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A broken escape in an address typed by hand names nothing we know.
    return ""
  }
}
