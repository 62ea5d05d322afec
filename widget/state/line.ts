import { effect, signal } from "@preact/signals"
import type { Connection, ConnectionState } from "../../shared/client/connection"

const FIRST_RETRY_MS = 1_000
const SLOWEST_RETRY_MS = 15_000

const unavailable = { ok: false, error: { code: "unavailable", message: "" } } as const

/**
 * The connection before there is one: its code arrives while the visitor may already write. Until then it is a line
 * that is not there yet, and what is written waits as it does in a lift.
 */
export function createLine(load: () => Promise<Connection>): Connection {
  const state = signal<ConnectionState>("connecting")
  const heard: ((connection: Connection) => void)[] = []
  let connection: Connection | undefined
  let coming = false
  let wanted = false

  async function arrive(retryMs: number): Promise<void> {
    coming = true
    try {
      begin(await load())
    } catch {
      // The network is away: like a lost line, this heals by trying again.
      state.value = "offline"
      setTimeout(() => void arrive(Math.min(retryMs * 2, SLOWEST_RETRY_MS)), retryMs)
    }
  }

  function begin(arrived: Connection): void {
    connection = arrived
    effect(() => {
      state.value = arrived.state.value
    })
    for (const listen of heard) listen(arrived)
    if (wanted) arrived.connect()
  }

  /** Listens for as long as the page lives, which is as long as anybody here wants to hear. */
  function whenThere(listen: (connection: Connection) => void): () => void {
    heard.push(listen)
    if (connection) listen(connection)
    return () => {}
  }

  return {
    state,
    call: (name, input) => connection?.call(name, input) ?? Promise.resolve(unavailable),
    on: (name, hear) => whenThere((there) => there.on(name, hear)),
    onConnect: (start) => whenThere((there) => there.onConnect(start)),
    connect() {
      wanted = true
      if (connection) connection.connect()
      else if (!coming) void arrive(FIRST_RETRY_MS)
    },
    close() {
      wanted = false
      connection?.close()
    },
  }
}
