import { computed } from "@preact/signals"
import { now } from "../../state/clock"

const MINUTE_MS = 60_000

/** The server's time, a minute at a time, for what says hours and minutes only. */
export const minute = computed(() => Math.floor(now.value / MINUTE_MS) * MINUTE_MS)
