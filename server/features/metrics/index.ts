import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import { EVENT_AUDIENCE } from "../../../shared/protocol/events"
import { ERROR_STATUS } from "../../../shared/protocol/reply"
import type { EventType, Reply } from "../../../shared/protocol/types"
import type { Reaction, Reactions } from "../../core/unit-of-work"
import type { Feature, House } from "../../feature"

/** From a memory access to the patience of a person, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** How many wait and how many are served is nobody's business but the owner's. */
const FOR_NO_STRANGER: Reply<never> = {
  ok: false,
  error: { code: "unauthenticated", message: "Ask from this machine, or show an API key as bearer." },
}
const ON_THIS_MACHINE = /^(::1$|(::ffff:)?127\.)/

/** Counts what happens, for Prometheus, at /metrics: to whoever is on this machine, or shows a key. */
export function metrics({ store }: House): Feature {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const events = new Counter({
    name: "first_touch_events_total",
    help: "Events recorded, by type.",
    labelNames: ["type"],
    registers,
  })
  const lines = new Gauge({
    name: "first_touch_lines",
    help: "Open lines of people, by kind.",
    labelNames: ["kind"],
    registers,
  })
  const linesOver = new Counter({
    name: "first_touch_lines_over_total",
    help: "Lines of people that are over, by kind and why.",
    labelNames: ["kind", "why"],
    registers,
  })
  const calls = new Histogram({
    name: "first_touch_call_seconds",
    help: "Time from a call to its answer, by call and outcome.",
    labelNames: ["call", "code"],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: "first_touch_waiting_conversations",
    help: "Conversations that wait for a person now, and those that wait beyond their target.",
    labelNames: ["late"],
    registers,
    async collect() {
      const counted = await store.reads
        .selectFrom("timer")
        .select(({ fn, eb }) => [
          fn.countAll<number>().as("all"),
          fn.sum<number>(eb.case().when("breachAnnouncedAt", "is not", null).then(1).else(0).end()).as("late"),
        ])
        .where("stoppedAt", "is", null)
        .where("kind", "in", ["first-touch", "next-reply"])
        .executeTakeFirstOrThrow()
      const late = Number(counted.late ?? 0)
      this.set({ late: "yes" }, late)
      this.set({ late: "no" }, Number(counted.all) - late)
    },
  })

  const count: Reaction = async (work, { type }) => work.afterCommit(() => events.inc({ type }))
  const reactions = Object.fromEntries((Object.keys(EVENT_AUDIENCE) as EventType[]).map((type) => [type, count]))

  return {
    name: "metrics",
    reactions: reactions as Reactions,
    async connected({ caller }) {
      lines.inc({ kind: caller.kind })
    },
    async disconnected({ caller: { kind } }, why) {
      lines.dec({ kind })
      linesOver.inc({ kind, why })
    },
    called: ({ name, code, tookMs }) => calls.observe({ call: name, code }, tookMs / 1_000),
    routes(app, { whoAsks }) {
      app.get("/metrics", async (request, response) => {
        const isKnown = ON_THIS_MACHINE.test(request.ip ?? "") || (await whoAsks(request)).kind === "agent"
        if (!isKnown) return void response.status(ERROR_STATUS.unauthenticated).json(FOR_NO_STRANGER)
        response.type(registry.contentType).send(await registry.metrics())
      })
    },
  }
}
