// @vitest-environment happy-dom
import { signal } from "@preact/signals"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import type { Connection } from "../../shared/client/connection"
import { createShelf } from "./shelf"
import { createVisit } from "./visit"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it("a visit that was refused for too many is asked for again when the server says, and no sooner (V68)", async () => {
  const call = vi
    .fn()
    .mockResolvedValue({ ok: false, error: { code: "rate_limited", message: "", retryAfterMs: 30_000 } })
  const connection = { state: signal("online"), call, onConnect: () => () => {} } as unknown as Connection
  const visit = createVisit({
    connection,
    shelf: createShelf("default"),
    site: "default",
    locale: "en",
    hear: () => {},
  })
  await visit.start()
  await vi.advanceTimersByTimeAsync(29_999)
  expect(call).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(call).toHaveBeenCalledTimes(2)
})
