import { betterAuth } from "better-auth"
import { isAPIError } from "better-auth/api"
import { twoFactor } from "better-auth/plugins/two-factor"
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "../../../shared/password-length"
import { ROLES } from "../../../shared/protocol/things"
import type { House } from "../../feature"
import { beforeDoors } from "./before-doors"
import { keptAsHashes, newRecoveryCodes } from "./recovery-codes"
import { trustedOrigins } from "./trusted-origins"

export type Auth = ReturnType<typeof createAuth>

const SESSION_LASTS_S = 30 * 86_400

/**
 * Sign-in and sessions, on the tables and the database connection of everything else. Agents are made by invitations
 * (put-agent.ts), never by signing up; who may try how often is decided at the door (routes.ts).
 */
export function createAuth(house: House, secret: string) {
  const { config, store, log, newId, passwords, tell } = house
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
    plugins: [
      twoFactor({
        issuer: "First Touch",
        backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes, storeBackupCodes: keptAsHashes },
      }),
    ],
    hooks: { before: beforeDoors(house) },
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
