/**
 * What a service worker sees of the browser, as far as ours uses it. TypeScript's own description of it cannot stand in one
 * program with a page's (Service Workers, Push API and Notifications API, W3C and WHATWG).
 */
export type ServiceWorkerScope = {
  registration: Omit<ServiceWorkerRegistration, "showNotification"> & {
    showNotification(title: string, options: NotificationOptions & { renotify: boolean }): Promise<void>
  }
  clients: {
    claim(): Promise<void>
    matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<readonly PanelWindow[]>
    openWindow(address: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener<Type extends keyof Events>(type: Type, react: (event: Events[Type]) => void): void
}

/** A window of this address: a panel, or the sign-in before it. */
export type PanelWindow = {
  url: string
  frameType: "top-level" | "nested" | "auxiliary" | "none"
  focused: boolean
  visibilityState: "visible" | "hidden"
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

type Lasting = { waitUntil(work: Promise<unknown>): void }

type Events = {
  install: Lasting
  activate: Lasting
  push: Lasting & { data: { json(): unknown } | null }
  pushsubscriptionchange: Lasting
  notificationclick: Lasting & { notification: Notification }
}
