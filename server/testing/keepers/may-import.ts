import type { Import } from "./imports"

/** Nouns that every feature may need, the first to stand on first: each may know those before it and no other feature. */
const NOUNS = ["sites", "agents", "contacts", "attachments", "conversations"]

type Rule = {
  /** Files this rule speaks of. */
  of: RegExp
  /** What of ours they may import, besides their own folder. */
  may: readonly RegExp[]
  /** What of it they may import as types only. */
  typesOnly?: RegExp
  /** Packages they may import; absent means any. */
  packages?: readonly RegExp[]
  /** What is not shipped may lean on what tests stand on. */
  isProduct?: false
}

const PROTOCOL = /^shared\/protocol\//
const SHARED = /^shared\//
const FEATURE_FRAME = /^server\/(core\/|store\/|feature$)/

/** Who may import whom; the first rule that speaks of a file holds. */
const RULES: readonly Rule[] = [
  { of: PROTOCOL, may: [/^shared\/[^/]+$/], packages: [/^zod$/] },
  { of: /^shared\/client\//, may: [SHARED], typesOnly: PROTOCOL },
  // The calendar is not ours to reckon (shared/opening-hours.ts); it is far too heavy for the widget, whose bytes are kept.
  {
    of: /^shared\/opening-hours\./,
    may: [/^shared\/[^/]+$/, PROTOCOL],
    typesOnly: PROTOCOL,
    packages: [/^temporal-polyfill$/],
  },
  { of: SHARED, may: [/^shared\/[^/]+$/, PROTOCOL], typesOnly: PROTOCOL, packages: [] },
  { of: /^widget\//, may: [/^widget\//, SHARED], typesOnly: PROTOCOL },
  { of: /^agent-panel\//, may: [/^agent-panel\//, SHARED] },
  { of: /^server\/store\//, may: [] },
  { of: /^server\/core\//, may: [/^server\/store\//, SHARED] },
  { of: /^server\/features\//, may: [FEATURE_FRAME, /^server\/config$/, SHARED] },
  { of: /^server\/wire\//, may: [/^server\/core\//, /^server\/(feature|config)$/, SHARED] },
  { of: /^server\//, may: [/^server\//, SHARED] },
  { of: /^(demo|bench|docs)\//, may: [/./], isProduct: false },
]

/** Why a file may not import this; null when it may. Tests are not asked. */
export function objection(importer: string, { from, typesOnly }: Import): string | null {
  const rule = RULES.find(({ of }) => of.test(importer))
  if (!rule) return `no rule speaks of ${importer}`
  if (!isOurs(from)) return mayUsePackage(rule, from) ? null : `${importer} may not use the package ${from}`
  const target = fileOf(from)
  if (rule.isProduct !== false && target.startsWith("server/testing/"))
    return `${importer} is part of the product and may not lean on ${target}`
  if (featureOf(importer) && featureOf(target)) return objectionBetweenFeatures(importer, target)
  if (!isNeighbour(importer, target) && !rule.may.some((pattern) => pattern.test(target))) {
    return `${importer} may not import ${target}`
  }
  if (rule.typesOnly?.test(target) && !typesOnly) return `${importer} may take only types from ${target}`
  return null
}

/** A folder of a feature stands for its index. */
const fileOf = (from: string) => from.replace(/\.(tsx?|css)$/, "").replace(/^server\/features\/[^/]+$/, "$&/index")

const isOurs = (from: string) => /^(shared|server|widget|agent-panel|demo|bench|docs)\//.test(from)

function mayUsePackage({ packages }: Rule, name: string): boolean {
  return packages === undefined || packages.some((pattern) => pattern.test(name))
}

const isNeighbour = (importer: string, target: string) => folder(importer) === folder(target)

/** The part of the house a file lies in: `server/store` for all that lies below it. */
const folder = (path: string) => /^(server|shared)\/[^/]+(?=\/)|^[^/]+/.exec(path)?.[0]

const featureOf = (path: string) => /^server\/features\/([^/]+)\//.exec(path)?.[1]

function objectionBetweenFeatures(importer: string, target: string): string | null {
  const own = featureOf(importer) ?? ""
  const other = featureOf(target) ?? ""
  if (own === other) return null
  if (target !== `server/features/${other}/index`) return `${importer} may see ${other} only through its index.ts`
  if (!NOUNS.includes(own)) return null
  const mayStandOn = NOUNS.slice(0, NOUNS.indexOf(own)).includes(other)
  return mayStandOn ? null : `${own} is what others stand on and may not know ${other}`
}
