import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api"
import type { House } from "../../feature"
import { hashOfCode } from "./recovery-codes"
import { useCode } from "./second-factor"

/** The cookie by which the sign-in library knows who has shown a password and owes a code. */
const OWES_A_CODE = "two_factor"

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** What is made of a request before the sign-in library sees it. */
export function beforeDoors(house: House) {
  return createAuthMiddleware(async (context) => {
    switch (context.path) {
      // Whoever changes a password may do so because somebody else knows it.
      case "/change-password":
        return withBody(context, { revokeOtherSessions: true })
      case "/two-factor/enable":
        return withBody(context, { method: "totp", issuer: undefined })
      case "/two-factor/verify-totp":
        return withBody(context, { code: await freshCode(house, context), trustDevice: false })
      case "/two-factor/verify-backup-code":
        return withBody(context, {
          code: hashOfCode(wordIn(context, "code")),
          trustDevice: false,
          disableSession: false,
        })
    }
  })
}

const withBody = ({ body }: Context, more: object) => ({ context: { body: { ...body, ...more } } })

function wordIn({ body }: Context, name: string): string {
  const word: unknown = body?.[name]
  return typeof word === "string" ? word : ""
}

/** A code is taken once (RFC 6238, 5.2): whoever looked over a shoulder comes too late. */
async function freshCode(house: House, context: Context): Promise<string> {
  const code = wordIn(context, "code").replaceAll(/\D/g, "")
  const agentId = await whoseCode(context)
  if (agentId !== null && !(await useCode(house, agentId, code))) {
    throw new APIError("UNAUTHORIZED", {
      code: "CODE_USED",
      message: "This code was tried already. Wait for the next one.",
    })
  }
  return code
}

/** Whoever is signed in and sets it up, or has shown their password and owes a code. */
async function whoseCode(context: Context): Promise<string | null> {
  const session = await getSessionFromCtx(context)
  if (session) return session.user.id
  const { name } = context.context.createAuthCookie(OWES_A_CODE)
  const owed = await context.getSignedCookie(name, context.context.secret)
  const found = owed ? await context.context.internalAdapter.findVerificationValue(owed) : null
  return found?.value ?? null
}
