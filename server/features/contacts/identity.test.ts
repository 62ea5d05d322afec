import { generateKeyPairSync, randomUUID } from "node:crypto"
import { SignJWT } from "jose"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { DIALECTS, startTestServer, type TestServer } from "../../testing/kit"
import { type Agent, agent, post, stored, until, visitor } from "../../testing/people"

const HOUR_S = 3_600
const SITE = "default"
const PAGE = { url: "https://nightingale.example/pricing", title: "Prices" }

describe.each(DIALECTS)("identities on %s", (dialect) => {
  let server: TestServer
  let ana: Agent
  let secret: string

  beforeEach(async () => {
    server = await startTestServer({ dialect })
    ana = await agent(server)
    secret = (await ana.call("identity.make", { siteId: SITE })).secret ?? ""
  })
  afterEach(() => server.stop())

  const nowS = () => Math.floor(server.clock.now() / 1_000)
  const bytes = (text: string) => new TextEncoder().encode(text)

  type Claims = { sub?: string; aud?: string; exp?: number; [name: string]: unknown }

  function jwt({ exp = nowS() + 600, aud = SITE, sub = "4711", ...rest }: Claims = {}, key = bytes(secret)) {
    return new SignJWT({ ...rest, sub, aud, exp }).setProtectedHeader({ alg: "HS256" }).sign(key)
  }

  const start = (identity?: string, token?: string) =>
    post<"visitor.start">(server, "visitor.start", { site: SITE, page: PAGE, identity, token })
  async function started(identity?: string, token?: string) {
    const { reply } = await start(identity, token)
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.data
  }
  const say = (token: string, body: string) =>
    post<"message.send">(server, "message.send", { id: randomUUID(), body }, { Authorization: `Bearer ${token}` })

  /** Vera, signed in, has asked something. */
  async function veraHasAsked() {
    const vera = await started(await jwt({ name: "Vera", email: "vera@example.com", customer: true }))
    const { reply } = await say(vera.token, "Where is my order?")
    if (!reply.ok) throw new Error(reply.error.message)
    return { vera, conversationId: reply.data.conversation.id }
  }

  test("whom the site vouches for is the same contact in every browser, and agents see as whom", async () => {
    const { vera, conversationId } = await veraHasAsked()
    expect(vera).toMatchObject({ identified: true, contact: { name: "Vera", email: "vera@example.com" } })
    const elsewhere = await started(await jwt())
    expect([elsewhere.contact.id, elsewhere.conversation?.id]).toEqual([vera.contact.id, conversationId])
    const { conversation } = await ana.call("conversation.get", { conversationId })
    expect(conversation.contact).toMatchObject({ name: "Vera", customer: true, subject: "4711" })
    expect(elsewhere.conversation?.contact).not.toHaveProperty("subject")
  })

  test("what the site says anew of a contact is taken, told to the agents, and not the visitor's to change", async () => {
    const { conversationId } = await veraHasAsked()
    const again = await started(await jwt({ name: "Vera Lys", email: "vera@example.com" }))
    expect(again.contact.name).toBe("Vera Lys")
    const changes = (await stored(ana, conversationId)).filter(({ type }) => type === "contact.changed")
    expect(changes).toHaveLength(1)
    await started(await jwt({ name: "Vera Lys" }))
    expect((await stored(ana, conversationId)).filter(({ type }) => type === "contact.changed")).toHaveLength(1)
    const header = { Authorization: `Bearer ${again.token}` }
    expect((await post(server, "contact.save", { email: "ceo@example.com" }, header)).status).toBe(403)
    expect((await post(server, "contact.save", { phone: "+380 44 000 0000" }, header)).status).toBe(200)
  })

  test("nothing is stored of somebody who is signed in and has not written", async () => {
    await started(await jwt({ name: "Vera" }))
    expect(await server.server.store.reads.selectFrom("contact").selectAll().execute()).toEqual([])
  })

  test("whatever is wrong with an identity, its bearer is anonymous and sees no history (V27)", async () => {
    const { vera } = await veraHasAsked()
    const [head, body, signature] = (await jwt()).split(".")
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey
    const claims = { sub: "4711", aud: SITE, exp: nowS() + 600 }
    const none = `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`
    const wrong: [string, string][] = [
      ["alg none", none],
      ["no signature", `${head}.${body}.`],
      ["no third part", `${head}.${body}`],
      ["another secret", await jwt({}, bytes("x".repeat(43)))],
      ["a swapped sub", `${head}.${part({ ...claims, sub: "1" })}.${signature}`],
      ["run out", await jwt({ exp: nowS() - 60 })],
      ["an hour and more", await jwt({ exp: nowS() + HOUR_S + 60 })],
      [
        "no exp",
        await new SignJWT({ sub: "4711", aud: SITE }).setProtectedHeader({ alg: "HS256" }).sign(bytes(secret)),
      ],
      ["another site", await jwt({ aud: "other" })],
      ["no sub", await jwt({ sub: "" })],
      [
        "another size of hash",
        await new SignJWT(claims).setProtectedHeader({ alg: "HS512" }).sign(bytes(secret.repeat(2))),
      ],
      ["another kind of key", await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(rsa)],
      ["not before tomorrow", await jwt({ nbf: nowS() + 24 * HOUR_S })],
      ["no JWT at all", "4711"],
      ["markup for a name", await jwt({ name: { toString: "x" } })],
    ]
    for (const [why, identity] of wrong) {
      const found = await started(identity)
      expect([why, found.identified, found.conversation]).toEqual([why, false, null])
      expect(found.contact.id).not.toBe(vera.contact.id)
    }
  })

  test("a public key is taken as well, and never used as if it were a secret", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519")
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString()
    const { identity } = await ana.call("identity.make", { siteId: SITE, publicKey: pem })
    expect(identity.algorithm).toBe("EdDSA")
    const claims = { sub: "4711", aud: SITE, exp: nowS() + 600 }
    const right = await new SignJWT(claims).setProtectedHeader({ alg: "EdDSA" }).sign(privateKey)
    expect((await started(right)).identified).toBe(true)
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(bytes(pem))
    expect((await started(confused)).identified).toBe(false)
    // What was signed with the secret before proves nothing any more.
    expect((await started(await jwt())).identified).toBe(false)
    const made = (publicKey: string) => ana.ask("identity.make", { siteId: SITE, publicKey })
    const asPem = (kind: "rsa" | "ed25519") =>
      kind === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2_048 })
            .publicKey.export({ type: "spki", format: "pem" })
            .toString()
        : privateKey.export({ type: "pkcs8", format: "pem" }).toString()
    for (const bad of ["not a key", asPem("rsa"), asPem("ed25519")]) {
      expect(await made(bad)).toMatchObject({ ok: false, error: { code: "invalid_input" } })
    }
  })

  test("no token for the contact is taken that does not carry what the site vouches for", async () => {
    const { vera, conversationId } = await veraHasAsked()
    const read = async (token: string) =>
      (await post(server, "events.list", { conversationId }, { Authorization: `Bearer ${token}` })).status
    expect(await read(vera.token)).toBe(200)
    const [contactId, site, proof, signature] = vera.token.split(".")
    for (const parts of [
      [contactId, site, signature],
      [contactId, site, proof],
      [contactId, site, "e30", signature],
    ]) {
      expect(await read(parts.join("."))).toBe(401)
    }
  })

  test("a page that stays open goes on with its token when the identity has run out", async () => {
    const identity = await jwt({ exp: nowS() + 10 })
    const vera = await started(identity)
    await server.elapse(60_000)
    expect((await started(identity)).identified).toBe(false)
    const again = await started(identity, vera.token)
    expect([again.identified, again.contact.id]).toEqual([true, vera.contact.id])
  })

  test("a site can require it: then nobody else may begin, write or read, by any way (V28)", async () => {
    const anonymous = await visitor(server)
    const { conversation } = await anonymous.say("Hello?")
    await ana.call("identity.require", { siteId: SITE, required: true })
    expect((await start()).status).toBe(403)
    expect((await start(undefined, anonymous.token)).status).toBe(403)
    expect((await start("4711")).status).toBe(403)
    expect((await say(anonymous.token, "Still here")).status).toBe(401)
    const header = { Authorization: `Bearer ${anonymous.token}` }
    expect((await post(server, "events.list", { conversationId: conversation.id }, header)).status).toBe(401)
    await expect(visitor(server, { token: anonymous.token })).rejects.toThrow(/signed-in customers only/)
    expect((await started(await jwt())).identified).toBe(true)
    await ana.call("identity.remove", { siteId: SITE })
    expect((await start(undefined, anonymous.token)).status).toBe(200)
    anonymous.hangUp()
  })

  test("when a site begins to require it, the lines of those whom it does not vouch for end, and no other (V28)", async () => {
    const anonymous = await visitor(server)
    const vera = await visitor(server, { identity: await jwt() })
    const { conversation } = await anonymous.say("Hello?")
    await vera.say("Where is my order?")
    await ana.call("identity.require", { siteId: SITE, required: true })
    await until("the anonymous line to end", () => !anonymous.socket.connected)
    await ana.say("Are you there?", conversation.id)
    await vera.say("I am still here")
    expect(anonymous.sees(conversation.id).events.filter(({ type }) => type === "message.posted")).toHaveLength(1)
    vera.hangUp()
  })

  test("the secret is shown once, and only an owner reads or changes how identities are signed", async () => {
    expect(secret).toMatch(/^[\w-]{43}$/)
    const { identity } = await ana.call("identity.read", { siteId: SITE })
    expect(identity).toEqual({ algorithm: "HS256", required: false, createdAt: expect.any(Number) })
    expect(await ana.ask("identity.make", { siteId: "nowhere" })).toMatchObject({ error: { code: "not_found" } })
    await ana.call("identity.remove", { siteId: SITE })
    expect((await ana.call("identity.read", { siteId: SITE })).identity).toBeNull()
    for (const name of ["identity.require", "identity.remove"] as const) {
      const input = name === "identity.require" ? { siteId: SITE, required: true } : { siteId: SITE }
      expect(await ana.ask(name, input as never)).toMatchObject({ error: { code: "not_found" } })
    }
  })

  test("a line that becomes somebody else's hears what is theirs, and no longer what was before", async () => {
    const vera = await visitor(server)
    await vera.say("Anonymous question")
    await vera.call("visitor.start", { site: SITE, page: PAGE, identity: await jwt() })
    const said = await vera.say("Signed in")
    await ana.say("To whom you are", said.conversation.id)
    await until("the answer", () =>
      vera.heard("event").some((event) => event.type === "message.posted" && event.message.body === "To whom you are"),
    )
    vera.hangUp()
  })
})
