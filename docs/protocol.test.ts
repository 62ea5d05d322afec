import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { settings } from "../server/config"
import { calls } from "../shared/protocol/calls"
import { EVENT_AUDIENCE } from "../shared/protocol/events"
import { protocolReference } from "./reference/protocol"

const committed = readFileSync(join(import.meta.dirname, "protocol.md"), "utf8")

test("docs/protocol.md says what the schemas say: run `npm run docs` and commit when it does not", () => {
  expect(committed).toBe(protocolReference())
})

test("the reference leaves out no call, no event and no setting", () => {
  for (const name of Object.keys(calls)) expect(committed).toContain(`### \`${name}\``)
  for (const type of Object.keys(EVENT_AUDIENCE)) expect(committed).toContain(`| \`${type}\``)
  for (const name of Object.keys(settings.shape)) expect(committed).toContain(`| \`${name}\``)
})

test("every link in the reference leads to a heading of its own", () => {
  const headings = [...committed.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchor(title))
  const links = [...committed.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target)
  expect(links.filter((target) => !headings.includes(target ?? ""))).toEqual([])
})

/** As Markdown readers make it: lower case, punctuation gone, spaces as dashes. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-")
}
