import { posix } from "node:path"
import type { Source } from "./sources"
import { isNode, nodesOf, parse } from "./syntax"

/** What a file takes from elsewhere: a package by its name, or a file of ours by its path from the root. */
export type Import = { from: string; typesOnly: boolean }

/** Everything a file imports or passes on, static, dynamic and in types. */
export function importsOf(source: Source): Import[] {
  const { staticImports, staticExports } = parse(source).module
  const taken = staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    typesOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }))
  const passedOn = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ from: moduleRequest.value, typesOnly: isType }] : [],
    ),
  )
  return [...taken, ...passedOn, ...importsInside(source)].map(({ from, typesOnly }) => ({
    from: from.startsWith(".") ? pathFromRoot(source.path, from) : from,
    typesOnly,
  }))
}

/** `import("…")` as an expression takes everything, as a type only types. */
function importsInside(source: Source): Import[] {
  return nodesOf(source).flatMap((node) => {
    if (node.type !== "ImportExpression" && node.type !== "TSImportType") return []
    const address = isNode(node.source, "Literal") ? node.source.value : undefined
    return typeof address === "string" ? [{ from: address, typesOnly: node.type === "TSImportType" }] : []
  })
}

function pathFromRoot(importer: string, address: string): string {
  return posix.join(posix.dirname(importer), address.replace(/\?.*$/, ""))
}
