import type { Policy } from "../../../shared/protocol/types"
import type { Work } from "../../feature"
import { policyFor, toPolicy } from "./policies"

/** The policy for a conversation as it stands: by site, page, team and whether the contact is a customer. */
export async function policyOf({ db, conversation }: Work): Promise<Policy> {
  const { siteId, teamId, contactId, pageJson } = conversation
  const contact = await db.selectFrom("contact").select("customer").where("id", "=", contactId).executeTakeFirst()
  return policyFor(db, {
    siteId,
    teamId,
    pageUrl: pageJson === null ? null : JSON.parse(pageJson).url,
    customer: contact?.customer === 1,
  })
}

/** The policy that a timer began with, or where it is gone the one that fits now. */
export async function policyById(work: Work, id: string): Promise<Policy> {
  const row = await work.db.selectFrom("policy").selectAll().where("id", "=", id).executeTakeFirst()
  return row ? toPolicy(row) : policyOf(work)
}
