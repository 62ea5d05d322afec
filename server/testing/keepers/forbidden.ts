import type { Source } from "./sources"
import { isForTests } from "./sources"
import { isNode, type Node, nodesOf } from "./syntax"

/** Each of these turns text into markup or code (V01, V85). */
const DANGEROUS = new Set([
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "createContextualFragment",
  "srcdoc",
  "srcDoc",
])

const ADDRESS_ATTRIBUTES = new Set(["href", "xlinkHref", "action", "formAction", "formaction"])

/** The one place that may ask the real time, so that everybody else can be handed another. */
const CLOCKS = /^server\/(core\/clock|main)\.ts$|^server\/store\/group-commit\.ts$/

/** What must not stand in a file, each as a sentence. */
export function forbiddenIn(source: Source): string[] {
  const nodes = nodesOf(source)
  const found = isForTests(source.path)
    ? nodes.filter(isSleep).map(() => "sleeps, where it should await what it waits for")
    : [...nodes.flatMap(danger), ...rawAddresses(source, nodes), ...nakedClocks(source, nodes)]
  return found.map((what) => `${source.path} ${what}`)
}

function danger(node: Node): string[] {
  const name = nameOf(node)
  if (name && DANGEROUS.has(name)) return [`uses ${name}`]
  const called = node.type === "CallExpression" || node.type === "NewExpression" ? nameOf(node.callee) : undefined
  if (called === "eval" || called === "Function") return [`runs text as code with ${called}`]
  return isMember(node, "document", "write") ? ["uses document.write"] : []
}

/** An address from outside goes through safeHref, or linkify which asks it (V04): only who calls one may put it in a link. */
function rawAddresses({ path, text }: Source, nodes: readonly Node[]): string[] {
  if (/\b(safeHref|linkify)\(/.test(text)) return []
  return nodes.filter(isComputedAddress).map(() => `computes an address: use SafeLink or RouteLink (${path})`)
}

function isComputedAddress(node: Node): boolean {
  if (node.type !== "JSXOpeningElement" || !/^[a-z]/.test(nameOf(node.name) ?? "")) return false
  const attributes = Array.isArray(node.attributes) ? node.attributes : []
  return attributes.some(
    (attribute) =>
      isNode(attribute, "JSXAttribute") &&
      ADDRESS_ATTRIBUTES.has(nameOf(attribute.name) ?? "") &&
      isNode(attribute.value, "JSXExpressionContainer"),
  )
}

/** On the server time is handed in; in shared rules randomness and time both are. */
function nakedClocks({ path }: Source, nodes: readonly Node[]): string[] {
  const isServer = path.startsWith("server/") && !CLOCKS.test(path)
  const isPure = path.startsWith("shared/") && !path.startsWith("shared/client/")
  if (!isServer && !isPure) return []
  return nodes.filter(readsClock).map(() => "reads the real clock: let `now` be handed in")
}

function readsClock(node: Node): boolean {
  const isEmptyDate = node.type === "NewExpression" && nameOf(node.callee) === "Date" && isEmpty(node.arguments)
  return isEmptyDate || isMember(node, "Date", "now")
}

/** `new Promise((resolve) => setTimeout(resolve, …))`, or Playwright's own word for it. */
function isSleep(node: Node): boolean {
  if (node.type !== "CallExpression") return false
  if (isNode(node.callee, "MemberExpression")) return nameOf(node.callee.property) === "waitForTimeout"
  const [wait] = Array.isArray(node.arguments) ? node.arguments : []
  return (
    nameOf(node.callee) === "setTimeout" &&
    isNode(wait, "Identifier") &&
    /^(resolve|done|wake)/.test(nameOf(wait) ?? "")
  )
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === "MemberExpression" && nameOf(node.object) === object && nameOf(node.property) === property
}

function nameOf(node: unknown): string | undefined {
  const isName = isNode(node, "Identifier") || isNode(node, "JSXIdentifier")
  return isName && typeof node.name === "string" ? node.name : undefined
}
