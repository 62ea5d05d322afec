import { expect, test } from "vitest"
import { forbiddenIn } from "./forbidden"
import { sources } from "./sources"

test("nothing forbidden stands in the house", () => {
  expect(sources().flatMap(forbiddenIn)).toEqual([])
})

test.each([
  ["markup made from text", "widget/a.ts", "element.innerHTML = text"],
  ["markup in a view", "agent-panel/a.tsx", "const a = <p dangerouslySetInnerHTML={{ __html: text }} />"],
  ["a frame made from text", "agent-panel/a.tsx", "const a = <iframe srcdoc={text} />"],
  ["text run as code", "server/a.ts", 'new Function("return 1")'],
  ["a page written over", "widget/a.ts", 'document.write("x")'],
  ["a link to wherever a visitor says", "agent-panel/a.tsx", "const a = <a href={page.url}>{page.title}</a>"],
  ["a form sent to wherever", "agent-panel/a.tsx", "const a = <form action={address} />"],
  ["the real clock in the server", "server/features/timers/a.ts", "const now = Date.now()"],
  ["the real clock in a shared rule", "shared/timer.ts", "const now = new Date()"],
  ["a test that sleeps", "server/a.test.ts", "await new Promise((resolve) => setTimeout(resolve, 100))"],
  ["a journey that sleeps", "demo/journeys/a.test.ts", "await page.waitForTimeout(100)"],
])("the keeper finds %s", (_, path, text) => {
  expect(forbiddenIn({ path, text })).toHaveLength(1)
})

test.each([
  ["a link that is written out", "agent-panel/a.tsx", 'const a = <a href="/panel/">Inbox</a>'],
  ["an address handed to the safe link", "agent-panel/a.tsx", "const a = <SafeLink href={page.url}>x</SafeLink>"],
  ["a date made of a time", "server/a.ts", "const day = new Date(now)"],
  ["a browser's clock", "agent-panel/state/a.ts", "const now = Date.now()"],
])("the keeper allows %s", (_, path, text) => {
  expect(forbiddenIn({ path, text })).toEqual([])
})
