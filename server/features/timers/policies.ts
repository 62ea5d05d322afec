import type { Input, Policy, PolicyTargets } from "../../../shared/protocol/types"
import { notFound } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database, Schema } from "../../store/schema"

/** The policy that applies where no other does. */
export const DEFAULT_POLICY = "default"

const TWO_MINUTES_MS = 120_000
const DEFAULT_TARGETS: PolicyTargets = { firstTouchMs: TWO_MINUTES_MS, nextReplyMs: TWO_MINUTES_MS }

function toPolicy({ id, name, targetsJson, hoursJson, updatedAt }: Schema["policy"]): Policy {
  const hours = hoursJson === null ? null : JSON.parse(hoursJson)
  return { id, name, targets: JSON.parse(targetsJson), hours, updatedAt }
}

export async function readPolicies(db: Database): Promise<Policy[]> {
  const rows = await db.selectFrom("policy").selectAll().orderBy("id").execute()
  return rows.map(toPolicy)
}

/** The policy that holds for a timer that starts now. It is there from the first start on. */
export async function readDefaultPolicy(db: Database): Promise<Policy> {
  return toPolicy(await db.selectFrom("policy").selectAll().where("id", "=", DEFAULT_POLICY).executeTakeFirstOrThrow())
}

export async function ensureDefaultPolicy(house: House): Promise<void> {
  const row = {
    id: DEFAULT_POLICY,
    name: "Default",
    targetsJson: JSON.stringify(DEFAULT_TARGETS),
    hoursJson: null,
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

/** Changes a policy; timers that already run keep the target and the due time they started with (T8). */
export function savePolicy(
  house: House,
  { id = DEFAULT_POLICY, name, targets, hours }: Input<"policy.save">,
): Promise<Policy> {
  return house.write("policy", async (db) => {
    const changed = await db
      .updateTable("policy")
      .set({
        name,
        targetsJson: JSON.stringify(targets),
        ...(hours !== undefined && { hoursJson: hours === null ? null : JSON.stringify(hours) }),
        updatedAt: house.clock.now(),
      })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst()
    if (!changed) throw notFound("policy")
    return toPolicy(changed)
  })
}
