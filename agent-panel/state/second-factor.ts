import type { CallError } from "../../shared/protocol/types"
import { reconnect, session, whileSessionChanges } from "./session"
import { ask, fetched } from "./settings-loaded"

/** What an authenticator is told, and the codes for whoever loses it. */
export type Offered = { totpURI: string; backupCodes: string[] }
export type Hindrance = "password-wrong" | "code-wrong" | "code-used" | "too-often" | "unreachable"

export const secondFactor = fetched("secondFactor.read", {}, (output) => output)

/** Begins to set it up. It is not on before a code was right. */
export async function offerSecondFactor(password: string): Promise<Offered | Hindrance> {
  const answer = await post("enable", { password })
  return answer?.ok ? answer.json() : hindranceOf(answer)
}

/** Turns it on with the first code that the authenticator shows. This browser gets a new session, the others none. */
export async function confirmSecondFactor(code: string): Promise<Hindrance | null> {
  const answer = await whileSessionChanges(() => post("verify-totp", { code }))
  if (answer?.ok) return null
  const said = await answer?.json().catch(() => null)
  if (said?.code === "CODE_USED") return "code-used"
  return answer?.status === 401 ? "code-wrong" : hindranceOf(answer)
}

/** Goes on once the recovery codes were seen: a new line carries the new session. */
export async function secondFactorIsOn(): Promise<void> {
  if (session.value === "owes-second-factor") session.value = "unknown"
  reconnect()
  secondFactor.shown.value = { state: "loading" }
}

export async function newRecoveryCodes(password: string): Promise<string[] | Hindrance> {
  const answer = await post("generate-backup-codes", { password })
  if (!answer?.ok) return hindranceOf(answer)
  const { backupCodes } = await answer.json()
  secondFactor.change((now) => ({ ...now, recoveryCodesLeft: backupCodes.length }))
  return backupCodes
}

export async function turnOffSecondFactor(password: string): Promise<Hindrance | null> {
  const answer = await whileSessionChanges(() => post("disable", { password }))
  if (!answer?.ok) return hindranceOf(answer)
  secondFactor.change((now) => ({ ...now, on: false, recoveryCodesLeft: 0 }))
  reconnect()
  return null
}

export async function requireSecondFactor(required: boolean): Promise<CallError | null> {
  const reply = await ask("secondFactor.require", { required })
  if (!reply.ok) return reply.error
  secondFactor.change((now) => ({ ...now, required }))
  return null
}

function hindranceOf(answer: Response | null): Hindrance {
  if (answer?.status === 429) return "too-often"
  return answer?.status === 400 ? "password-wrong" : "unreachable"
}

async function post(path: string, body: object): Promise<Response | null> {
  try {
    return await fetch(`/api/auth/two-factor/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  } catch {
    // No network: the screen says that nothing was changed.
    return null
  }
}
