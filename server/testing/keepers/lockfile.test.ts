import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

type Lockfile = { packages: Record<string, { optionalDependencies?: Record<string, string> }> }

const lockfile: Lockfile = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package-lock.json"), "utf8"))

/** Optional packages, such as programs for other systems, that the lockfile speaks of without an entry of their own. */
function unlisted({ packages }: Lockfile): string[] {
  const places = Object.keys(packages)
  const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
  return optional.filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`)))
}

test("the lockfile lists the programs for every system, without which `npm ci` may refuse to install", () => {
  expect(unlisted(lockfile)).toEqual([])
})

test("a program that is left out is found", () => {
  const packages = { "node_modules/biome": { optionalDependencies: { "biome-linux": "2.0.0", "biome-mac": "2.0.0" } } }
  expect(unlisted({ packages: { ...packages, "node_modules/biome-linux": {} } })).toEqual(["biome-mac"])
})
