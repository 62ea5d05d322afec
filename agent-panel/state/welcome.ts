import { signal } from "@preact/signals"
import type { CallError, Output } from "../../shared/protocol/types"
import { callOverHttp } from "./http-call"
import { navigate } from "./route"
import { signIn } from "./session"

export type Invited = Output<"invitation.look">
export type Newcomer = { name: string; email: string; password: string }
/** Why somebody could not come in; `useless` means that the link is spent. */
export type Hindrance = "useless" | "taken" | "email" | "weak" | "too-often" | "unreachable"

export const invitation = signal<"looking" | "useless" | "unreachable" | Invited>("looking")

/** Finds out whom the link is for. */
export async function lookAtInvitation(token: string): Promise<void> {
  invitation.value = "looking"
  const reply = await callOverHttp("invitation.look", { token })
  if (reply.ok) invitation.value = reply.data
  else invitation.value = reply.error.code === "not_found" ? "useless" : "unreachable"
}

/** Makes the invited person an agent, signs them in and opens the panel. Resolves with what stands in the way, or null. */
export async function comeIn(token: string, { name, email, password }: Newcomer): Promise<Hindrance | null> {
  const named = typeof invitation.value === "object" && invitation.value.email !== null
  const reply = await callOverHttp("invitation.accept", { token, name, password, ...(named ? {} : { email }) })
  if (!reply.ok) return hindranceOf(reply.error)
  const outcome = await signIn(reply.data.agent.email, password)
  // They are an agent now, whatever came of signing in: the sign-in screen takes it from here.
  navigate(outcome === "signed-in" ? { screen: "inbox", list: "waiting" } : { screen: "sign-in" }, { replace: true })
  return null
}

function hindranceOf({ code, message }: CallError): Hindrance {
  if (code === "not_found") return "useless"
  if (code === "conflict") return "taken"
  if (code === "invalid_input") return message.startsWith("password") ? "weak" : "email"
  return code === "rate_limited" ? "too-often" : "unreachable"
}
