import { describe, expect, test } from "vitest"
import type { Team } from "./protocol/types"
import { isSameName, teamTaking } from "./team-rules"

describe("who gets what begins on a page", () => {
  type Tried = { name: string; takes: Team["takes"] }
  const sales: Tried = { name: "Sales", takes: [{ page: "/pricing*" }, { siteId: "press", page: "/contacts" }] }
  const press: Tried = { name: "Press", takes: [{ siteId: "press" }] }
  const byHand: Tried = { name: "By hand", takes: [] }
  const nameFor = (siteId: string, pageUrl: string | null, teams = [byHand, sales, press]) =>
    teamTaking(teams, { siteId, pageUrl })?.name ?? null

  test("the first team with a rule that fits", () => {
    expect(nameFor("shop", "https://shop.example/pricing.html")).toBe("Sales")
    expect(nameFor("press", "https://press.example/contacts")).toBe("Sales")
    expect(nameFor("press", "https://press.example/contacts", [press, sales])).toBe("Press")
  })

  test("both conditions of a rule must hold", () => {
    expect(nameFor("shop", "https://shop.example/contacts")).toBeNull()
    expect(nameFor("press", "https://press.example/about")).toBe("Press")
  })

  test("a team without a rule gets nothing, and a page that is not known fits no pattern", () => {
    expect(nameFor("shop", "https://shop.example/", [byHand])).toBeNull()
    expect(nameFor("shop", null)).toBeNull()
    expect(nameFor("press", null)).toBe("Press")
  })

  test("a rule without a condition takes everything", () => {
    expect(nameFor("shop", null, [{ name: "All", takes: [{}] }, sales])).toBe("All")
  })
})

test("names are one name whatever their case and spaces", () => {
  expect(isSameName(" Sales  team", "sales TEAM")).toBe(true)
  expect(isSameName("Sales", "Sale")).toBe(false)
})
