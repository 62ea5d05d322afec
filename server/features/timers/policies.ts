import type { Input, Policy, PolicyTargets } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database, Schema } from "../../store/schema"

/** The policy that applies where no other does. */
export const DEFAULT_POLICY = "default"

const TWO_MINUTES_MS = 120_000
const DEFAULT_TARGETS: PolicyTargets = { firstTouchMs: TWO_MINUTES_MS, nextReplyMs: TWO_MINUTES_MS }

function toPolicy({ id, name, targetsJson, updatedAt }: Schema["policy"]): Policy {
  return { id, name, targets: JSON.parse(targetsJson), updatedAt }
}

export async function readPolicies(db: Database): Promise<Policy[]> {
  const rows = await db.selectFrom("policy").selectAll().orderBy("id").execute()
  return rows.map(toPolicy)
}

/** The targets that hold for a timer that starts now. */
export async function readTargets(db: Database): Promise<PolicyTargets> {
  const row = await db.selectFrom("policy").selectAll().where("id", "=", DEFAULT_POLICY).executeTakeFirst()
  return row ? toPolicy(row).targets : DEFAULT_TARGETS
}

export async function ensureDefaultPolicy(house: House): Promise<void> {
  const row = {
    id: DEFAULT_POLICY,
    name: "Default",
    targetsJson: JSON.stringify(DEFAULT_TARGETS),
    updatedAt: house.clock.now(),
  }
  await house.write("policy", (db) =>
    db
      .insertInto("policy")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute(),
  )
}

/** Changes a policy; timers that already run keep the target they started with (T8). */
export function savePolicy(
  house: House,
  { id = DEFAULT_POLICY, name, targets }: Input<"policy.save">,
): Promise<Policy> {
  return house.write("policy", async (db) => {
    const policy: Policy = { id, name, targets, updatedAt: house.clock.now() }
    const changed = await db
      .updateTable("policy")
      .set({ name, targetsJson: JSON.stringify(targets), updatedAt: policy.updatedAt })
      .where("id", "=", id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw notFound("policy")
    return policy
  })
}
