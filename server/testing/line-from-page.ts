import { io } from "socket.io-client"

type Asked = { namespace: string; transport: "websocket" | "polling"; origin: string | undefined; cookie?: string }

/** Whether a page of this origin, undefined for a program that names none, gets a line to a namespace. */
export function getsLine({ url }: { url: string }, { namespace, transport, origin, cookie }: Asked): Promise<boolean> {
  const socket = io(url + namespace, {
    transports: [transport],
    auth: { site: "default" },
    query: { site: "default" },
    extraHeaders: {
      ...(origin !== undefined && { Origin: origin }),
      ...(cookie !== undefined && { Cookie: cookie }),
    },
    reconnection: false,
    forceNew: true,
  })
  return new Promise<boolean>((decided) => {
    socket.once("connect", () => decided(true))
    socket.once("connect_error", () => decided(false))
  }).finally(() => socket.disconnect())
}
