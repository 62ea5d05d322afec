import { version } from "../../package.json"
import { type Caller, type CallName, calls } from "../../shared/protocol/calls"
import { ERROR_STATUS } from "../../shared/protocol/reply"
import { PROTOCOL_VERSION } from "../../shared/protocol/version"
import { type JsonSchema, jsonSchema, namedSchemas, reference } from "./json-schema"

/** The OpenAPI 3.1 document of every call, made from the schemas that the doors check with. */
export function openApiDocument(): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "First Touch",
      version,
      "x-protocol-version": PROTOCOL_VERSION,
      summary: "Live chat that makes sure a person answers in time",
      description:
        "Every call can also be made over Socket.IO, with the same input and the same reply: " +
        "namespace `/visitor` or `/agent`, `socket.emit(name, input, reply)`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(callNames().map(subject))].map((name) => ({ name })),
    paths: { ...callPaths(), ...otherPaths },
    components: { schemas: namedSchemas(), responses: errorResponses(), securitySchemes },
  }
}

const callNames = () => Object.keys(calls) as CallName[]

const subject = (name: CallName) => name.slice(0, name.indexOf("."))

function callPaths(): Record<string, object> {
  return Object.fromEntries(callNames().map((name) => [`/api/${name}`, { post: operation(name) }]))
}

function operation(name: CallName): object {
  const { does, by, input, output } = calls[name]
  return {
    operationId: name,
    summary: does,
    tags: [subject(name)],
    security: security(by),
    requestBody: { required: true, content: json(jsonSchema(input)) },
    responses: {
      200: { description: "It is done.", content: json(envelope(jsonSchema(output))) },
      ...Object.fromEntries(
        Object.entries(ERROR_STATUS).map(([code, status]) => [status, { $ref: `#/components/responses/${code}` }]),
      ),
    },
  }
}

/** Anyone means that nothing need be shown; a role above agent is a matter of the agent, not of how they sign in. */
function security(by: readonly Caller[]): object[] {
  if (by.includes("anyone")) return []
  const visitor = by.includes("visitor") ? [{ visitorToken: [] }] : []
  const agent = by.some((caller) => caller !== "visitor") ? [{ agentSession: [] }, { apiKey: [] }] : []
  return [...visitor, ...agent]
}

const json = (schema: JsonSchema) => ({ "application/json": { schema } })

function envelope(data: JsonSchema): JsonSchema {
  return { type: "object", properties: { ok: { const: true }, data }, required: ["ok", "data"] }
}

const failure: JsonSchema = {
  type: "object",
  properties: { ok: { const: false }, error: { $ref: reference("Error") } },
  required: ["ok", "error"],
}

/** When each of the nine words is said. */
export const ERROR_MEANING = {
  invalid_input: "The input is not what the call takes; the sentence names the field.",
  unauthenticated: "Nobody is signed in, or the token or key is not valid.",
  forbidden: "The caller may not make this call.",
  not_found: "It does not exist, or the caller may not see it.",
  conflict: "Somebody else was first, or the id is already used for something else.",
  too_large: "The request is larger than the server takes.",
  rate_limited: "Too much at once; `retryAfterMs` tells how long to wait.",
  unavailable: "The server cannot answer now; the same request may be sent again.",
  internal: "Something went wrong in the server. The sentence carries a number to find it in the log.",
} as const satisfies Record<keyof typeof ERROR_STATUS, string>

function errorResponses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(ERROR_MEANING).map(([code, description]) => [code, { description, content: json(failure) }]),
  )
}

const securitySchemes = {
  visitorToken: { type: "http", scheme: "bearer", description: "The token that `visitor.start` gave." },
  agentSession: {
    type: "apiKey",
    in: "cookie",
    name: "first-touch.session_token",
    description:
      "The cookie that signing in at `/api/auth/sign-in/email` set; with https its name begins with `__Host-`.",
  },
  apiKey: { type: "http", scheme: "bearer", description: "A secret that `apiKey.create` showed." },
}

const plainText = { "text/plain": { schema: { type: "string" } } }

const otherPaths = {
  "/api/auth/sign-in/email": {
    post: {
      operationId: "signIn",
      summary: "Signs an agent in and sets the session cookie.",
      security: [],
      requestBody: {
        required: true,
        content: json({
          type: "object",
          properties: { email: { type: "string", format: "email" }, password: { type: "string" } },
          required: ["email", "password"],
        }),
      },
      responses: {
        200: { description: "Signed in; with `twoFactorRedirect: true` not yet: a code is owed." },
        401: { description: "E-mail or password is wrong." },
        429: { description: "There were too many wrong ones; `Retry-After` tells how long to wait." },
      },
    },
  },
  "/api/auth/two-factor/verify-totp": {
    post: {
      operationId: "showCode",
      summary: "Shows the code that is owed after the password, and sets the session cookie.",
      security: [],
      requestBody: {
        required: true,
        content: json({ type: "object", properties: { code: { type: "string" } }, required: ["code"] }),
      },
      responses: { 200: { description: "Signed in." }, 401: { description: "Not the code of now, or used already." } },
    },
  },
  "/api/auth/sign-out": {
    post: {
      operationId: "signOut",
      summary: "Ends the session.",
      security: [{ agentSession: [] }],
      responses: { 200: { description: "Signed out." } },
    },
  },
  "/healthz": {
    get: {
      operationId: "healthz",
      summary: "Whether the process is alive.",
      security: [],
      responses: { 200: { description: "Alive." } },
    },
  },
  "/readyz": {
    get: {
      operationId: "readyz",
      summary: "Whether it can serve: the database answers and takes what is written.",
      security: [],
      responses: { 200: { description: "Ready." }, 503: { description: "Not ready." } },
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      summary: "Figures for Prometheus.",
      security: [],
      responses: { 200: { description: "Prometheus text.", content: plainText } },
    },
  },
}
