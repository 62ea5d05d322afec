import { RateLimiterMemory } from "rate-limiter-flexible"
import type { AuditEntry, AuditKind } from "../../../shared/protocol/types"
import { STRANGER } from "../../core/audit"
import type { AgentCaller, House } from "../../feature"

/** What came of a request at one of the doors of sign-in. */
export type Came = {
  door: string
  status: number
  /** The person it made signed in. */
  signedIn: { id: string; name: string } | null
  /** Whoever was signed in before it. */
  by: AgentCaller | null
  email: string | null
}

/** What strangers leave in the log in a minute at most, however many of them fail. */
const STRANGERS_LINES = { points: 120, duration: 60 }

/** Which doors leave a line when they open to whoever is signed in. */
const DONE: Readonly<Record<string, AuditKind>> = {
  "POST /sign-out": "signed-out",
  "POST /change-password": "password-changed",
  "POST /revoke-other-sessions": "signed-out-elsewhere",
}
/** Doors behind which somebody is signed in who was not before. */
const WAYS_IN = new Set(["POST /sign-in/email"])
const WRONG = 401

/** Writes down who came in, who did not, and what people did about their own way in. */
export function createOccasions({ audit, log, store }: House) {
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
    async came({ door, status, signedIn, by, email }: Came): Promise<void> {
      if (WAYS_IN.has(door)) {
        if (signedIn) await audit({ kind: "signed-in", by: { kind: "agent", ...signedIn } })
        else if (status === WRONG) await ofStranger("sign-in-failed", email)
        return
      }
      const kind = DONE[door]
      if (kind && status === 200 && by) await audit({ kind, by: agentOf(by) })
    },
  }
}

const agentOf = ({ agentId, name }: AgentCaller): AuditEntry["by"] => ({ kind: "agent", id: agentId, name })
