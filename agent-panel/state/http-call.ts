import type { CallError, CallName, Input, Output, Reply } from "../../shared/protocol/types"

const unreachable: CallError = { code: "unavailable", message: "There is no connection to the server right now." }

/** Makes a call without a line: for whoever is not signed in yet. Like a call over the line, it never rejects. */
export async function callOverHttp<Name extends CallName>(
  name: Name,
  input: Input<Name>,
): Promise<Reply<Output<Name>>> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    })
    return await response.json()
  } catch {
    // No network, or something between us and the server that does not speak JSON.
    return { ok: false, error: unreachable }
  }
}
