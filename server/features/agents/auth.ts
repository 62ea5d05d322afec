import { betterAuth } from "better-auth"
import { createAuthMiddleware, isAPIError } from "better-auth/api"
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "../../../shared/password-length"
import { ROLES } from "../../../shared/protocol/things"
import type { House } from "../../feature"
import { trustedOrigins } from "./trusted-origins"

export type Auth = ReturnType<typeof createAuth>

const SESSION_LASTS_S = 30 * 86_400

/**
 * Sign-in and sessions, on the tables and the database connection of everything else. Agents are made by invitations
 * (put-agent.ts), never by signing up; who may try how often is decided at the door (routes.ts).
 */
export function createAuth({ config, store, log, newId, passwords, tell }: House, secret: string) {
  const secure = config.PUBLIC_URL.startsWith("https:")
  return betterAuth({
    appName: "First Touch",
    secret,
    baseURL: config.PUBLIC_URL,
    basePath: "/api/auth",
    trustedOrigins: trustedOrigins(config.PUBLIC_URL),
    database: { db: store.db, type: store.dialect },
    user: {
      modelName: "agent",
      additionalFields: {
        role: { type: [...ROLES], required: true, input: false },
        availability: { type: ["online", "away"], required: true, input: false },
        removedAt: { type: "number", bigint: true, required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_LASTS_S, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: passwords,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        // Whoever changes a password may do so because somebody else knows it.
        if (context.path === "/change-password") {
          return { context: { body: { ...context.body, revokeOtherSessions: true } } }
        }
      }),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const agent = await store.db
              .selectFrom("agent")
              .select("removedAt")
              .where("id", "=", session.userId)
              .executeTakeFirst()
            return agent?.removedAt === null
          },
        },
        delete: { after: async (session) => tell.hangUp({ passId: session.id }) },
      },
    },
    advanced: {
      // With https the name itself makes browsers refuse the cookie from a subdomain or a plain connection.
      useSecureCookies: false,
      cookiePrefix: secure ? "__Host-first-touch" : "first-touch",
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
      // Said aloud, because both are off by default where tests run.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: newId },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: {
      onError(error) {
        if (!isAPIError(error)) log.error({ err: error, feature: "agents" }, "signing in or out failed")
      },
    },
    logger: { disabled: true },
  })
}
