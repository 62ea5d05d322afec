import { effect, signal } from "@preact/signals"
import type { CallError } from "../../shared/protocol/types"
import { connection } from "./client"

/**
 * `unknown` until the server has answered for the first time. Whoever `owes-second-factor` is signed in, and let in for nothing
 * but to set it up.
 */
export const session = signal<"unknown" | "signed-out" | "owes-second-factor" | "signed-in">("unknown")

/**
 * What came of an attempt to sign in; `wrong` means that e-mail and password do not belong together, or that the code is not the
 * one of now. After `code-owed` the password was right, and a second factor is asked for.
 */
export type SignInOutcome = "signed-in" | "code-owed" | "wrong" | "used" | "begin-again" | "too-often" | "unreachable"

/** A line that the server turned away means that nobody is signed in, or that they owe a second factor. */
export function watchSession(): () => void {
  return effect(() => {
    if (connection.state.value === "refused") void findOutWhy()
  })
}

/** What gives this browser another session: meanwhile a line may be turned away that carried the one before. */
let change: Promise<unknown> | null = null

export async function whileSessionChanges<T>(work: () => Promise<T>): Promise<T> {
  const changing = work()
  change = changing
  try {
    return await changing
  } finally {
    change = null
  }
}

async function findOutWhy(): Promise<void> {
  if (change) {
    await change
    return reconnect()
  }
  const owes = await owesSecondFactor()
  if (connection.state.value === "refused") session.value = owes ? "owes-second-factor" : "signed-out"
}

async function owesSecondFactor(): Promise<boolean> {
  try {
    return (await (await fetch("/api/auth/get-session")).json())?.owes === "second-factor"
  } catch {
    // No network, or no answer that can be read: to sign in anew is always a way on.
    return false
  }
}

export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const answer = await post("/api/auth/sign-in/email", { email, password })
  if (!answer?.ok) return hindranceOf(answer)
  const { twoFactorRedirect = false } = await answer.json().catch(() => ({}))
  return twoFactorRedirect ? "code-owed" : begin()
}

/** Shows the second factor: the code of now, or one of the recovery codes. */
export async function showCode(kind: "code" | "recovery-code", code: string): Promise<SignInOutcome> {
  const door = kind === "code" ? "verify-totp" : "verify-backup-code"
  const answer = await post(`/api/auth/two-factor/${door}`, { code })
  if (answer?.ok) return begin()
  const said = await answer?.json().catch(() => null)
  if (said?.code === "CODE_USED") return "used"
  if (said?.code === "INVALID_TWO_FACTOR_COOKIE" || answer?.status === 400) return "begin-again"
  return hindranceOf(answer)
}

async function begin(): Promise<SignInOutcome> {
  const owes = await owesSecondFactor()
  session.value = owes ? "owes-second-factor" : "unknown"
  if (!owes) reconnect()
  return "signed-in"
}

function hindranceOf(answer: Response | null): SignInOutcome {
  if (answer === null || answer.status >= 500) return "unreachable"
  return answer.status === 429 ? "too-often" : "wrong"
}

export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {})
  connection.close()
  session.value = "signed-out"
}

/** Takes what a call was refused for: a session that has ended leads back to signing in. */
export function noticeRefusal(error: CallError): void {
  if (error.code === "unauthenticated") session.value = "signed-out"
}

/** Begins a new line, so that the handshake carries the cookie of now. */
export function reconnect(): void {
  connection.close()
  connection.connect()
}

async function post(path: string, body: unknown): Promise<Response | null> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  } catch {
    // No network: the caller says so to the person.
    return null
  }
}
