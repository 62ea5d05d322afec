import type { PushAlert } from "../../shared/push-alert"

/** What the service worker says to an open panel. */
export type FromWorker =
  /** A notification was clicked. */
  | { say: "open"; conversationId: string }
  /** Something was pushed while somebody looks at this very window. */
  | { say: "pushed"; alert: PushAlert }
