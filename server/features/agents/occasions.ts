import { RateLimiterMemory } from "rate-limiter-flexible"
import type { AuditEntry, AuditKind } from "../../../shared/protocol/types"
import { STRANGER } from "../../core/audit"
import type { House } from "../../feature"
import { endOlderSessions } from "./second-factor"

type Somebody = { id: string; name: string; twoFactorEnabled?: boolean | null | undefined }

/** What came of a request at one of the doors of sign-in. */
export type Came = {
  door: string
  status: number
  /** The person it says is signed in after it. */
  signedIn: Somebody | null
  /** Whoever was signed in before it. */
  before: Somebody | null
  email: string | null
}

/** What strangers leave in the log in a minute at most, however many of them fail. */
const STRANGERS_LINES = { points: 120, duration: 60 }

/** Which doors leave a line when they open to whoever is signed in. */
const DONE: Readonly<Record<string, AuditKind>> = {
  "POST /sign-out": "signed-out",
  "POST /change-password": "password-changed",
  "POST /revoke-other-sessions": "signed-out-elsewhere",
  "POST /two-factor/disable": "second-factor-off",
  "POST /two-factor/generate-backup-codes": "recovery-codes-made",
}
const SETTING_UP = "POST /two-factor/verify-totp"
const WITH_RECOVERY_CODE = "POST /two-factor/verify-backup-code"
/** Doors behind which somebody is signed in who was not before. */
const WAYS_IN = new Set(["POST /sign-in/email", SETTING_UP, WITH_RECOVERY_CODE])
const WRONG = 401

/** Writes down who came in, who did not, and what people did about their own way in. */
export function createOccasions(house: House) {
  const { audit, log, store } = house
  const strangers = new RateLimiterMemory(STRANGERS_LINES)

  /** Whose account it was about, where there is such an account; never what was typed, which may be a password. */
  async function accountOf(email: string | null) {
    const agent = await store.reads
      .selectFrom("agent")
      .select(["id", "name"])
      .where("email", "=", email?.toLowerCase() ?? "")
      .where("removedAt", "is", null)
      .executeTakeFirst()
    return { about: agent?.name ?? null, agentId: agent?.id ?? null }
  }

  async function ofStranger(kind: AuditKind, email: string | null): Promise<void> {
    const about = await accountOf(email)
    const isRoom = await strangers.consume("all").catch(() => null)
    if (isRoom) return audit({ kind, by: STRANGER, ...about })
    log.warn({ kind }, "more people fail to sign in than the audit log takes")
  }

  return {
    throttled: (email: string | null) => ofStranger("sign-in-throttled", email),
    async came({ door, status, signedIn, before, email }: Came): Promise<void> {
      const isDone = status === 200
      if (before) {
        const sets = door === SETTING_UP && !before.twoFactorEnabled
        if (isDone && sets) await endOlderSessions(house, before.id)
        const kind = sets ? "second-factor-on" : DONE[door]
        if (isDone && kind) await audit({ kind, by: agentOf(before) })
      } else if (WAYS_IN.has(door)) {
        const value = door === WITH_RECOVERY_CODE ? "recovery-code" : null
        if (signedIn) await audit({ kind: "signed-in", by: agentOf(signedIn), value })
        else if (status === WRONG) await ofStranger("sign-in-failed", email)
      }
    },
  }
}

const agentOf = ({ id, name }: Somebody): AuditEntry["by"] => ({ kind: "agent", id, name })
