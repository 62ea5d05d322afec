import { vi } from "vitest"

const BYTES = { p256dh: "a point", auth: "some bits" }

/** What a browser that knows Web Push holds: at most one agreement, under one key. */
export function fakePush() {
  const browser = {
    permission: "default" as NotificationPermission,
    /** What a person says when the browser asks. */
    answer: "granted" as NotificationPermission,
    agreed: null as { endpoint: string; key: string } | null,
    /** Its push service may be out of reach, which some browsers say at once and others never. */
    service: "there" as "there" | "away" | "silent",
    shown: [] as { title: string; options: NotificationOptions }[],
    /** Lets the worker say something to the page. */
    say: (_message: unknown) => {},
  }
  let made = 0

  const subscription = ({ endpoint }: { endpoint: string }) => ({
    endpoint,
    toJSON: () => ({ endpoint, keys: BYTES }),
    async unsubscribe() {
      if (browser.agreed?.endpoint === endpoint) browser.agreed = null
      return true
    },
  })
  const pushManager = {
    getSubscription: async () => browser.agreed && subscription(browser.agreed),
    async subscribe({ applicationServerKey: key }: { applicationServerKey: string }) {
      if (browser.service === "silent") await new Promise(() => {})
      if (browser.service === "away") throw new DOMException("push service not available", "AbortError")
      if (browser.agreed && browser.agreed.key !== key) throw new DOMException("another key", "InvalidStateError")
      browser.agreed ??= { endpoint: `https://push.example/${++made}`, key }
      return subscription(browser.agreed)
    },
  }
  const registration = {
    pushManager,
    showNotification: async (title: string, options: NotificationOptions) =>
      void browser.shown.push({ title, options }),
    getNotifications: async ({ tag }: { tag: string }) =>
      browser.shown
        .filter(({ options }) => options.tag === tag)
        .map((notification) => ({
          close() {
            browser.shown = browser.shown.filter((each) => each !== notification)
          },
        })),
  }
  const serviceWorker = {
    register: async () => registration,
    ready: Promise.resolve(registration),
    addEventListener: (_name: string, hear: (event: { data: unknown }) => void) => {
      browser.say = (data) => hear({ data })
    },
    removeEventListener: () => {},
  }
  vi.stubGlobal("isSecureContext", true)
  vi.stubGlobal("PushManager", class {})
  vi.stubGlobal("Notification", {
    get permission() {
      return browser.permission
    },
    requestPermission: async () => {
      browser.permission = browser.answer
      return browser.permission
    },
  })
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: serviceWorker })
  return browser
}

/** A browser that knows nothing of it. */
export function withoutPush(): void {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, "serviceWorker")
}
