import { expect, test } from "vitest"
import { calls } from "../../shared/protocol/calls"
import { ERROR_STATUS } from "../../shared/protocol/reply"
import { openApiDocument } from "./openapi"

type Operation = {
  operationId: string
  security: Record<string, never[]>[]
  requestBody?: { content: { "application/json": { schema: { properties?: object } } } }
  responses: Record<string, { $ref?: string; content?: { "application/json": { schema: { required: string[] } } } }>
}

type Document = {
  openapi: string
  paths: Record<string, { post?: Operation; get?: Operation }>
  components: { schemas: Record<string, object>; responses: Record<string, object>; securitySchemes: object }
}

/** As a client reads it: through JSON. */
const document: Document = JSON.parse(JSON.stringify(openApiDocument()))

function postOf(name: string): Operation {
  const operation = document.paths[`/api/${name}`]?.post
  if (!operation) throw new Error(`${name} has no operation`)
  return operation
}

/** Every value of `$ref` anywhere in the document. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === "$ref" && typeof part === "string" ? [part] : references(part),
  )
}

function at(pointer: string): unknown {
  return pointer
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((place, step) => new Map(Object.entries(place ?? {})).get(step), document)
}

test("every call is an operation of its own name", () => {
  for (const name of Object.keys(calls)) expect(postOf(name).operationId).toBe(name)
  const ids = Object.values(document.paths).flatMap(({ get, post }) =>
    [get, post].flatMap((one) => one?.operationId ?? []),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test("every reference leads somewhere", () => {
  const all = references(document)
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((pointer) => at(pointer) === undefined)).toEqual([])
})

test("every call answers in the envelope, and with each of the nine errors", () => {
  for (const name of Object.keys(calls)) {
    const { responses } = postOf(name)
    expect(responses["200"]?.content?.["application/json"].schema.required).toEqual(["ok", "data"])
    for (const [code, status] of Object.entries(ERROR_STATUS)) {
      expect(responses[status]?.$ref).toBe(`#/components/responses/${code}`)
    }
  }
})

test("a call tells who may make it", () => {
  expect(postOf("visitor.start").security).toEqual([])
  expect(postOf("note.add").security).toEqual([{ agentSession: [] }, { apiKey: [] }])
  expect(postOf("message.send").security).toContainEqual({ visitorToken: [] })
  for (const name of Object.keys(calls)) {
    for (const scheme of postOf(name).security.flatMap((one) => Object.keys(one))) {
      expect(document.components.securitySchemes).toHaveProperty(scheme)
    }
  }
})

test("what a call takes is said field by field", () => {
  const { properties } = postOf("message.send").requestBody?.content["application/json"].schema ?? {}
  expect(Object.keys(properties ?? {})).toEqual(["id", "conversationId", "body", "attachmentIds"])
})

test("an event is one of a closed list, each with its name", () => {
  expect(document.components.schemas).toHaveProperty("MessagePosted")
  expect(references(document.components.schemas.Event)).toContain("#/components/schemas/TimerBreached")
})
