import type { Input, Output } from "../../../shared/protocol/types"
import { newSecret } from "../../core/kept-secret"
import { notFound } from "../../core/refusal"
import type { AgentCaller, CallContext, House } from "../../feature"
import { hashOf } from "./secrets"

/** Says at a glance, to people and to scanners for leaked secrets, what the key opens. */
const KEY_PREFIX = "ft_"

/** Makes a key that may do what its maker may do, now and later. */
export async function createApiKey(
  { clock, newId, write }: House,
  caller: AgentCaller,
  { name }: Input<"apiKey.create">,
): Promise<Output<"apiKey.create">> {
  const secret = KEY_PREFIX + newSecret()
  const apiKey = { id: newId(), name: name.trim(), agentId: caller.agentId, createdAt: clock.now(), lastUsedAt: null }
  await write(apiKey.id, (db) =>
    db
      .insertInto("apiKey")
      .values({ ...apiKey, secretHash: hashOf(secret) })
      .execute(),
  )
  return { apiKey, secret }
}

export async function listApiKeys({ store }: House): Promise<Output<"apiKey.list">> {
  const apiKeys = await store.reads
    .selectFrom("apiKey")
    .select(["id", "name", "agentId", "createdAt", "lastUsedAt"])
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute()
  return { apiKeys }
}

export async function revokeApiKey(
  { tell, write }: House,
  { afterwards }: Pick<CallContext, "afterwards">,
  { apiKeyId }: Input<"apiKey.revoke">,
): Promise<Output<"apiKey.revoke">> {
  const gone = await write(apiKeyId, (db) => db.deleteFrom("apiKey").where("id", "=", apiKeyId).executeTakeFirst())
  if (gone.numDeletedRows === 0n) throw notFound("API key")
  // After the answer to this call, which may have come over one of those lines.
  afterwards(() => tell.hangUp({ passId: apiKeyId }))
  return {}
}
