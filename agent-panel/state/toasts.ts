import { signal } from "@preact/signals"

export type Toast = { id: number; text: string; action?: { label: string; run: () => void } | undefined }

const SHOWN_MS = 5_000
const SHOWN_WITH_ACTION_MS = 8_000
const MOST_AT_ONCE = 3

export const toasts = signal<readonly Toast[]>([])

let lastId = 0

/** Says a sentence at the edge of the panel, with something to do about it where that helps, and lets it go by itself. */
export function say(text: string, action?: Toast["action"]): void {
  lastId += 1
  toasts.value = [...toasts.value, { id: lastId, text, action }].slice(-MOST_AT_ONCE)
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** How long a toast stays: longer where there is something to reach for. */
export function lifeOf(toast: Toast): number {
  return toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS
}
