import "./dialog.css"
import { X } from "lucide"
import type { ComponentChildren } from "preact"
import { useId, useLayoutEffect, useRef } from "preact/hooks"
import { t } from "../locales"
import { IconButton } from "./button"

type DialogProps = { title: string; onClose: () => void; children: ComponentChildren }

/** A window over the panel: shown while it is rendered, closed by Esc, its cross, or a click beside it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before the effects of what is inside, so that a field there can take the focus that opening gives to the cross.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-sheet">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon={X} label={t.common.close} onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  )
}
