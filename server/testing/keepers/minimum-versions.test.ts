import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

/** What an older version of a package would bring back. Reviewed with each release; absent packages need no floor. */
const FLOORS: Record<string, { atLeast: string; because: string }> = {
  "socket.io": { atLeast: "4.8.4", because: "pins the fixed engine.io and socket.io-parser" },
  "engine.io": { atLeast: "6.6.9", because: "stalled polling requests no longer keep their sockets open" },
  "socket.io-parser": {
    atLeast: "4.2.7",
    because: "a frame that announces attachments without sending them is dropped",
  },
  ws: { atLeast: "8.21.0", because: "fragmented and compressed frames can no longer exhaust memory" },
  express: { atLeast: "5.3.0", because: "brings the fixed router, body parser and query parser" },
  "body-parser": { atLeast: "2.2.1", because: "many parameters in one body no longer block the event loop" },
  qs: { atLeast: "6.16.0", because: "limits on lists hold in every notation" },
  "path-to-regexp": { atLeast: "8.4.0", because: "no route pattern takes exponential time" },
  preact: { atLeast: "10.28.2", because: "a JSON object where text is expected stays text (CVE-2026-22028)" },
  vite: { atLeast: "8.0.16", because: "the development server serves nothing outside the project" },
  nodemailer: { atLeast: "9.0.1", because: "addresses and envelopes cannot smuggle recipients or commands" },
}

type Lockfile = { packages: Record<string, { version?: string }> }

const lockfile: Lockfile = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package-lock.json"), "utf8"))

/** Every copy of a package with a floor that lies below it, as a sentence. */
function belowFloor({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version }]) => {
    const floor = FLOORS[path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)]
    if (!floor || version === undefined || compare(version, floor.atLeast) >= 0) return []
    return [`${path} is ${version} and must be at least ${floor.atLeast}: ${floor.because}.`]
  })
}

function compare(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)]
  const differs = left.findIndex((part, place) => part !== right[place])
  if (differs >= 0) return (left[differs] ?? 0) - (right[differs] ?? 0)
  // Equal numbers: what comes before a release is older than the release.
  return Number(other.includes("-")) - Number(one.includes("-"))
}

const numbers = (version: string) => (version.split(/[-+]/)[0] ?? "").split(".").map(Number)

test("no package is older than what fixed its holes", () => {
  expect(belowFloor(lockfile)).toEqual([])
})

test("a copy deep inside another package is found too", () => {
  const packages = { "node_modules/engine.io/node_modules/ws": { version: "8.9.3" } }
  expect(belowFloor({ packages })).toEqual([expect.stringContaining("must be at least 8.21.0")])
})

test("versions are compared as numbers, and a preview is older than its release", () => {
  expect(compare("8.9.0", "8.21.0")).toBeLessThan(0)
  expect(compare("11.0.0", "10.28.2")).toBeGreaterThan(0)
  expect(compare("4.8.4", "4.8.4")).toBe(0)
  expect(compare("5.3.0-beta.1", "5.3.0")).toBeLessThan(0)
})
