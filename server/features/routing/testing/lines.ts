import { io } from "socket.io-client"
import { until } from "../../../testing/people"
import { type Colleague, type Node, nodeFor, type Shop } from "./shop"

/** Opens the panel in another tab. Resolves once the server knows. */
export async function comeIn(shop: Shop, colleague: Colleague): Promise<void> {
  const node = nodeFor(shop, shop.colleagues.indexOf(colleague))
  const socket = io(`${node.server.url}/agent`, {
    transports: ["websocket"],
    extraHeaders: { cookie: colleague.cookie },
    forceNew: true,
    reconnection: false,
  })
  const opened = await new Promise<boolean>((decided) => {
    socket.once("connect", () => decided(true))
    // A server that is torn away lets in nobody.
    for (const refused of ["connect_error", "disconnect"] as const) socket.once(refused, () => decided(false))
  })
  const { id } = socket
  if (!opened || id === undefined) return void socket.disconnect()
  colleague.tabs.push({ socket, connectionId: id, node })
  await until(`${colleague.name}'s line to be known`, async () => !socket.connected || isLine(shop, id))
}

/** Closes the tab that was opened last. Resolves once the server knows. */
export async function hangUp(shop: Shop, { name, tabs }: Colleague): Promise<void> {
  const tab = tabs.pop()
  if (!tab) return
  tab.socket.disconnect()
  await until(`${name}'s line to be gone`, async () => !(await isLine(shop, tab.connectionId)))
}

/** What happens to the tabs of a node that ends. */
export function loseLines({ colleagues }: Shop, node: Node): void {
  for (const colleague of colleagues) {
    for (const { socket } of colleague.tabs.filter((tab) => tab.node === node)) socket.disconnect()
    colleague.tabs = colleague.tabs.filter((tab) => tab.node !== node)
  }
}

async function isLine(shop: Shop, connectionId: string): Promise<boolean> {
  const line = shop.db().selectFrom("presence").select("nodeId").where("connectionId", "=", connectionId)
  return (await line.executeTakeFirst()) !== undefined
}
