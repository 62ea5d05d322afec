// @vitest-environment happy-dom
import { expect, test } from "vitest"
import { pathOf, type Route, routeOf } from "./route"

const ROUTES: Route[] = [
  { screen: "inbox", list: "waiting" },
  { screen: "inbox", list: "mine" },
  { screen: "conversation", id: "0193 a/b", pane: "conversation" },
  { screen: "conversation", id: "0193", pane: "person" },
  { screen: "settings", section: "people" },
  { screen: "settings", section: "" },
  { screen: "settings", section: "policies", item: "0193 a/b" },
  { screen: "settings", section: "policies", item: "0193", part: "ladder" },
  { screen: "wall", form: "desk" },
  { screen: "wall", form: "across" },
  { screen: "welcome", token: "abc" },
  { screen: "sign-in" },
]

test.each(ROUTES)("every place has an address that leads back to it: $screen", (route) => {
  const address = new URL(pathOf(route), "https://chat.example")
  expect(routeOf(address.pathname, address.hash)).toEqual(route)
})

test("an address that names nothing leads to who waits", () => {
  expect(routeOf("/panel/%E0%A4%A/nothing", "")).toEqual({ screen: "inbox", list: "waiting" })
})

test.each(["targets", "hours"])("the old address of %s leads to the policy that is for everybody else", (part) => {
  const there = { screen: "settings", section: "policies", item: "default", part }
  expect(routeOf(`/panel/settings/${part}`, "")).toEqual(there)
})
