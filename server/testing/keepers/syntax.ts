import { parseSync } from "vite"
import type { Source } from "./sources"

/** A node of the syntax tree, known by its type alone. */
export type Node = { type: string } & Record<string, unknown>

type Parsed = ReturnType<typeof parseSync>

/** Reads a file's syntax; a file that cannot be read is a mistake of its own. */
export function parse({ path, text }: Source): Parsed {
  const parsed = parseSync(path, text)
  const [error] = parsed.errors
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`)
  return parsed
}

/** Every node of a file's syntax tree, the outer ones first. */
export function nodesOf(source: Source): Node[] {
  return [...nodesIn(parse(source).program)]
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item)
  if (!isObject(value) || Array.isArray(value)) return
  if (isNode(value)) yield value
  for (const part of Object.values(value)) yield* nodesIn(part)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/** Whether a value of the tree is a node of this type. */
export function isNode(value: unknown, type?: string): value is Node {
  return isObject(value) && typeof value.type === "string" && (type === undefined || value.type === type)
}
