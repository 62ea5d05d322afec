import { expect, it } from "vitest"
import type { Event, Input, Output, Reply } from "../protocol/types"
import { createLiveConversation } from "./live-conversation"

const event = (seq: number): Event => ({
  ...{ type: "message.posted", conversationId: "c", seq, at: seq, by: { kind: "visitor" } },
  message: { id: `message ${seq}`, body: `${seq}`, attachments: [] },
})

/** A server whose answers wait until they are let go; each tells what was stored when it was asked. */
function slowLog() {
  const answers: (() => void)[] = []
  const log: Event[] = []
  const call = (_name: string, { after = 0 }: Input<"events.list">) => {
    const events = log.filter(({ seq }) => seq > after)
    return new Promise<Reply<Output<"events.list">>>((answer) => {
      answers.push(() => answer({ ok: true, data: { events, more: false } }))
    })
  }
  return { log, call: call as never, answers }
}

const settle = () => new Promise<void>((settled) => void setImmediate(settled))

it("what is told while the answer to an earlier question is on its way is asked for as well (W5)", async () => {
  const { log, call, answers } = slowLog()
  const conversation = createLiveConversation({ call }, "c")
  log.push(event(1), event(2))
  conversation.receive(event(2))
  log.push(event(3))
  conversation.receive(event(3))
  answers.shift()?.()
  await settle()
  expect([conversation.state.value.seq, answers.length]).toEqual([2, 1])
  answers.shift()?.()
  await settle()
  expect([conversation.state.value.seq, answers.length]).toEqual([3, 0])
})

it("a server that does not know what was told is not asked for ever", async () => {
  const { call, answers } = slowLog()
  const conversation = createLiveConversation({ call }, "c")
  conversation.receive(event(5))
  answers.shift()?.()
  await settle()
  expect([conversation.state.value.seq, answers.length]).toEqual([0, 0])
})
