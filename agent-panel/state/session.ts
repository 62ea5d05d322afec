import { effect, signal } from "@preact/signals"
import type { CallError } from "../../shared/protocol/types"
import { connection } from "./client"

/** `unknown` until the server has answered for the first time. */
export const session = signal<"unknown" | "signed-out" | "signed-in">("unknown")

/** What came of an attempt to sign in; `wrong` means that e-mail and password do not belong together. */
export type SignInOutcome = "signed-in" | "wrong" | "too-often" | "unreachable"

/** A line that the server turned away means that nobody is signed in. */
export function watchSession(): () => void {
  return effect(() => {
    if (connection.state.value === "refused") session.value = "signed-out"
  })
}

export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const answer = await post("/api/auth/sign-in/email", { email, password })
  if (answer === null || answer.status >= 500) return "unreachable"
  if (answer.status === 429) return "too-often"
  if (!answer.ok) return "wrong"
  session.value = "unknown"
  reconnect()
  return "signed-in"
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
