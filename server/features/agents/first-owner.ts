import { ConfigMistakes } from "../../config"
import type { House } from "../../feature"
import { insertInvitation } from "./invitations"
import { hasOwner } from "./last-owner"
import { weaknessOf } from "./password-rules"
import { putAgent } from "./put-agent"

const FIRST_OWNER = "first-owner"

/** Sees to it that somebody owns First Touch: by the settings, or by a link for whoever reads the server's first lines. */
export async function firstOwner(house: House): Promise<string[]> {
  await forgetOlderLinks(house)
  if (await hasOwner(house.store.reads)) return []
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password } = house.config
  if (email === undefined || password === undefined) return [await firstOwnerLink(house)]
  const weakness = await weaknessOf(password, { email, name: null })
  if (weakness !== null) throw new ConfigMistakes([`OWNER_PASSWORD ${weakness}: choose another.`])
  const passwordHash = await house.passwords.hash(password)
  await house.write(FIRST_OWNER, (db) =>
    putAgent(house, db, { email, name: nameFrom(email), role: "owner", passwordHash }),
  )
  return []
}

async function forgetOlderLinks({ write }: House): Promise<void> {
  await write(FIRST_OWNER, (db) =>
    db.deleteFrom("invitation").where("email", "is", null).where("usedAt", "is", null).execute(),
  )
}

async function firstOwnerLink(house: House): Promise<string> {
  const { link, row } = await house.write(FIRST_OWNER, (db) =>
    insertInvitation(house, db, { email: null, name: null, role: "owner" }),
  )
  const until = new Date(row.expiresAt).toISOString().slice(0, 16).replace("T", " ")
  return `First owner: ${link} (works once, until ${until} UTC)`
}

/** A name to begin with, which its bearer can change: ana.kovalenko@… is Ana Kovalenko. */
function nameFrom(email: string): string {
  const words = email.slice(0, email.indexOf("@")).split(/[._+-]+/)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")
}
