import "./toasts.css"
import { X } from "lucide"
import { useEffect, useRef, useState } from "preact/hooks"
import { t } from "../locales"
import { dismiss, lifeOf, type Toast, toasts } from "../state/toasts"
import { IconButton } from "./button"
import { useOutOfTheWay } from "./use-out-of-the-way"

/** What was just said, read out politely, in nobody’s way. A toast waits while it is pointed at or holds the focus. */
export function Toasts() {
  const all = useRef<HTMLElement>(null)
  useOutOfTheWay(all, toasts.value.length > 0)
  return (
    <section ref={all} class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), lifeOf(toast))
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    <div
      class="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
    >
      <span dir="auto">{toast.text}</span>
      {toast.action && <ToastAction toast={toast} action={toast.action} />}
      <IconButton icon={X} label={t.common.close} onClick={() => dismiss(toast.id)} />
    </div>
  )
}

function ToastAction({ toast, action }: { toast: Toast; action: NonNullable<Toast["action"]> }) {
  const act = () => {
    dismiss(toast.id)
    action.run()
  }
  return (
    <button type="button" class="toast-action" onClick={act}>
      {action.label}
    </button>
  )
}
