import type { ApiKey, CallError, Output } from "../../shared/protocol/types"
import { ask, fetched } from "./settings-loaded"

export const apiKeys = fetched("apiKey.list", {}, (output) => output.apiKeys)

export type MadeKey = Output<"apiKey.create">

export async function makeKey(name: string): Promise<MadeKey | CallError> {
  const reply = await ask("apiKey.create", { name })
  if (!reply.ok) return reply.error
  apiKeys.change((all) => [reply.data.apiKey, ...all])
  return reply.data
}

export async function revokeKey({ id }: ApiKey): Promise<CallError | null> {
  const reply = await ask("apiKey.revoke", { apiKeyId: id })
  if (!reply.ok && reply.error.code !== "not_found") return reply.error
  apiKeys.change((all) => all.filter((each) => each.id !== id))
  return null
}
