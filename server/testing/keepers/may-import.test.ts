import { describe, expect, test } from "vitest"
import { importsOf } from "./imports"
import { objection } from "./may-import"
import { isForTests, sources } from "./sources"

/** What the rules have against one file with one line in it. */
function objectionTo(path: string, line: string): string | null {
  const [found] = importsOf({ path, text: line }).flatMap((taken) => objection(path, taken) ?? [])
  return found ?? null
}

test("every file imports only what its place allows", () => {
  const objections = sources()
    .filter(({ path }) => !isForTests(path))
    .flatMap((source) => importsOf(source).flatMap((taken) => objection(source.path, taken) ?? []))
  expect(objections).toEqual([])
})

test("the keeper reads the whole house", () => {
  const paths = sources().map(({ path }) => path)
  expect(paths).toContain("shared/conversation.ts")
  expect(paths).toContain("server/testing/keepers/may-import.test.ts")
})

describe("the keeper objects to", () => {
  test.each([
    [
      "a widget that carries the schemas",
      "widget/state/chat.ts",
      'import { calls } from "../../shared/protocol/calls"',
    ],
    [
      "a widget that carries a schema among types",
      "widget/a.ts",
      'import { type A, b } from "../shared/protocol/things"',
    ],
    ["a client that carries the schemas", "shared/client/a.ts", 'export { calls } from "../protocol/calls"'],
    ["a widget that knows the panel", "widget/main.tsx", 'import { Ring } from "../agent-panel/parts/ring"'],
    ["a panel that knows the server", "agent-panel/a.ts", 'import type { Config } from "../server/config"'],
    ["a panel that knows the widget", "agent-panel/a.ts", 'const x = import("../widget/main")'],
    ["a protocol with another package", "shared/protocol/calls.ts", 'import { v7 } from "uuid"'],
    ["a shared rule that needs Node", "shared/timer.ts", 'import { hrtime } from "node:process"'],
    ["a store that knows the core", "server/store/database.ts", 'import { log } from "../core/log"'],
    ["a store that knows the wire's types", "server/store/a.ts", 'type A = import("../../shared/timer").Verdict'],
    ["a core that knows a feature", "server/core/alarm.ts", 'import { timers } from "../features/timers/index"'],
    ["a core that knows the wire", "server/core/a.ts", 'import "../wire/http"'],
    ["a door that names a feature", "server/wire/http.ts", 'import { sites } from "../features/sites/index"'],
    ["a feature that looks into another", "server/features/timers/a.ts", 'import { a } from "../sites/store"'],
    ["a noun that knows a feature", "server/features/sites/a.ts", 'import { a } from "../timers/index"'],
    ["a noun that knows one above it", "server/features/contacts/a.ts", 'import { a } from "../conversations"'],
    ["a noun that knows a feature by its folder", "server/features/agents/a.ts", 'import { a } from "../presence"'],
    ["a feature that knows the doors", "server/features/timers/a.ts", 'import { a } from "../../wire/rooms"'],
    ["a product that leans on tests", "server/main.ts", 'import { vera } from "./testing/cast"'],
  ])("%s", (_, path, line) => {
    expect(objectionTo(path, line)).not.toBeNull()
  })
})

describe("the keeper allows", () => {
  test.each([
    ["a widget to take types of the wire", "widget/a.ts", 'import type { Event } from "../shared/protocol/types"'],
    ["a widget to take the shared client", "widget/a.ts", 'import { connect } from "../shared/client/connection"'],
    ["a feature to take another's index", "server/features/timers/a.ts", 'import { a } from "../conversations/index"'],
    ["a feature to take the core", "server/features/timers/a.ts", 'import { Refusal } from "../../core/refusal"'],
    ["a noun to know one below it", "server/features/conversations/a.ts", 'import { a } from "../contacts"'],
    ["a feature its own files", "server/features/timers/a.ts", 'import { b } from "./b"'],
    ["a door to take the frame of features", "server/wire/a.ts", 'import type { Feature } from "../feature"'],
    ["the list of features to name them", "server/features.ts", 'import { sites } from "./features/sites/index"'],
  ])("%s", (_, path, line) => {
    expect(objectionTo(path, line)).toBeNull()
  })
})
