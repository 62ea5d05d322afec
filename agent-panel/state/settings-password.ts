import { reconnect, whileSessionChanges } from "./session"

export type PasswordOutcome = "changed" | "current-wrong" | "weak" | "too-often" | "unreachable"

/** Changes the password. Other browsers are signed out by it, and this one gets a new session. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<PasswordOutcome> {
  const given = { currentPassword, newPassword, revokeOtherSessions: true }
  const status = await whileSessionChanges(() => post("change-password", given))
  if (status === 200) {
    reconnect()
    return "changed"
  }
  if (status === 422) return "weak"
  if (status === 429) return "too-often"
  return status === 400 ? "current-wrong" : "unreachable"
}

export async function signOutElsewhere(): Promise<boolean> {
  return (await post("revoke-other-sessions", {})) === 200
}

async function post(path: string, body: object): Promise<number | null> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    return response.status
  } catch {
    // No network: the screen says that nothing was changed.
    return null
  }
}
