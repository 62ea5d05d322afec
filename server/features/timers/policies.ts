import { USUAL_LADDER } from "../../../shared/ladder"
import { pageFits } from "../../../shared/page-pattern"
import type { Input, Policy, PolicyTargets } from "../../../shared/protocol/types"
import { notFound, Refusal } from "../../core/refusal"
import type { House } from "../../feature"
import type { Database, PolicyRow } from "../../store/schema"

/** The policy that applies where no other does. */
const DEFAULT_POLICY = "default"

const MINUTE_MS = 60_000
const USUAL_TARGETS: PolicyTargets = {
  firstTouchMs: 2 * MINUTE_MS,
  nextReplyMs: 2 * MINUTE_MS,
  answerMs: 20 * MINUTE_MS,
}
const USUAL_RENEWAL_MS = 10 * MINUTE_MS

export function toPolicy(row: PolicyRow): Policy {
  const { id, name, renewMs, updatedAt } = row
  return {
    id,
    name,
    applies: JSON.parse(row.appliesJson),
    targets: JSON.parse(row.targetsJson),
    hours: row.hoursJson === null ? null : JSON.parse(row.hoursJson),
    ladder: row.ladderJson === null ? [...USUAL_LADDER] : JSON.parse(row.ladderJson),
    renewMs,
    questions: JSON.parse(row.questionsJson),
    updatedAt,
  }
}

/** All policies in the order in which they are tried; `default` fits always and is the last. */
export async function readPolicies(db: Database): Promise<Policy[]> {
  const rows = await db.selectFrom("policy").selectAll().orderBy("position").orderBy("id").execute()
  return [...rows.filter(isSpecial), ...rows.filter((row) => !isSpecial(row))].map(toPolicy)
}

const isSpecial = ({ id }: { id: string }) => id !== DEFAULT_POLICY

/** What policies look at to find out whom they are for. */
export type Situation = { siteId: string; teamId: string | null; pageUrl: string | null; customer: boolean }

/** The first policy that fits; it is there from the first start on. */
export async function policyFor(db: Database, situation: Situation): Promise<Policy> {
  const found = (await readPolicies(db)).find(({ applies }) => fits(applies, situation))
  if (!found) throw new Error("there is no default policy")
  return found
}

function fits({ siteId, page, teamId, customer }: Policy["applies"], situation: Situation): boolean {
  if (siteId !== undefined && siteId !== situation.siteId) return false
  if (teamId !== undefined && teamId !== situation.teamId) return false
  if (customer !== undefined && customer !== situation.customer) return false
  return page === undefined || (situation.pageUrl !== null && pageFits(page, situation.pageUrl))
}

export async function ensureDefaultPolicy(house: House): Promise<void> {
  const row = { ...blank(house, { name: "Default", targets: USUAL_TARGETS }), id: DEFAULT_POLICY, position: 0 }
  await house.write("policy", (db) =>
    db
      .insertInto("policy")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute(),
  )
}

type Blank = Pick<Policy, "name" | "targets">

function blank({ clock }: House, { name, targets }: Blank): Omit<PolicyRow, "id" | "position"> {
  return {
    name,
    targetsJson: JSON.stringify(targets),
    appliesJson: "{}",
    hoursJson: null,
    ladderJson: null,
    renewMs: USUAL_RENEWAL_MS,
    questionsJson: "[]",
    updatedAt: clock.now(),
  }
}

/** Makes a policy that comes before those that are there. */
export async function createPolicy(house: House, input: Input<"policy.create">): Promise<Policy> {
  const policy = await house.write("policy", async (db) => {
    const first = await db.selectFrom("policy").select("position").orderBy("position").limit(1).executeTakeFirst()
    const row = { ...blank(house, input), ...columnsOf(input), id: house.newId(), position: (first?.position ?? 0) - 1 }
    await db.insertInto("policy").values(row).execute()
    return toPolicy(row)
  })
  await tellPolicies(house)
  return policy
}

/** Changes a policy; timers that already run keep the target and the due time they started with (T8). */
export async function savePolicy(
  house: House,
  { id = DEFAULT_POLICY, ...fields }: Input<"policy.save">,
): Promise<Policy> {
  if (id === DEFAULT_POLICY && fields.applies && Object.keys(fields.applies).length > 0) {
    throw new Refusal("invalid_input", "applies: the default policy is for everybody whom no other is for.")
  }
  const policy = await house.write("policy", async (db) => {
    const changed = await db
      .updateTable("policy")
      .set({ ...columnsOf(fields), updatedAt: house.clock.now() })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst()
    if (!changed) throw notFound("policy")
    return toPolicy(changed)
  })
  await tellPolicies(house)
  return policy
}

/** The columns of what was said; what is absent stays as it is. */
function columnsOf({ name, targets, ...said }: Omit<Input<"policy.save">, "id">) {
  return {
    ...(name !== undefined && { name }),
    ...(targets && { targetsJson: JSON.stringify(targets) }),
    ...(said.applies && { appliesJson: JSON.stringify(said.applies) }),
    ...(said.hours !== undefined && { hoursJson: orNull(said.hours) }),
    ...(said.ladder !== undefined && { ladderJson: orNull(said.ladder) }),
    ...(said.renewMs !== undefined && { renewMs: said.renewMs }),
    ...(said.questions && { questionsJson: JSON.stringify(said.questions) }),
  }
}

const orNull = (value: unknown) => (value === null ? null : JSON.stringify(value))

export async function removePolicy(house: House, { policyId }: Input<"policy.remove">): Promise<Policy[]> {
  if (policyId === DEFAULT_POLICY) throw new Refusal("conflict", "The default policy stays: it is for everybody else.")
  await house.write("policy", async (db) => {
    const gone = await db.deleteFrom("policy").where("id", "=", policyId).executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw notFound("policy")
  })
  return tellPolicies(house)
}

export async function arrangePolicies(house: House, { policyIds }: Input<"policy.arrange">): Promise<Policy[]> {
  await house.write("policy", async (db) => {
    const known = (await db.selectFrom("policy").select("id").execute()).filter(isSpecial).map(({ id }) => id)
    if (!isSameSet(known, policyIds)) {
      throw new Refusal("conflict", "The policies have changed meanwhile: look at them again.")
    }
    for (const [position, id] of policyIds.entries()) {
      await db.updateTable("policy").set({ position }).where("id", "=", id).execute()
    }
  })
  return tellPolicies(house)
}

const isSameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && new Set([...one, ...other]).size === one.length

async function tellPolicies(house: House): Promise<Policy[]> {
  const policies = await readPolicies(house.store.reads)
  house.tell.agents(null, "settings", { policies })
  return policies
}
