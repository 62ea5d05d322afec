import { signal } from "@preact/signals"
import { keep, kept } from "../storage"

export type Permission = "unsupported" | "default" | "granted" | "denied"

/** Both are off until somebody turns them on by a click. */
export const sounds = signal(kept("sounds") === "on")
export const notifications = signal(kept("notifications") === "on")
export const permission = signal<Permission>(permissionNow())

export function setSounds(on: boolean): void {
  sounds.value = on
  keep("sounds", on ? "on" : null)
}

/** Asks the browser where it has not been asked yet; what it forbids stays off. */
export async function setNotifications(on: boolean): Promise<void> {
  if (on && permissionNow() === "default") await Notification.requestPermission()
  permission.value = permissionNow()
  notifications.value = on && permission.value === "granted"
  keep("notifications", notifications.value ? "on" : null)
}

function permissionNow(): Permission {
  return "Notification" in globalThis ? Notification.permission : "unsupported"
}
