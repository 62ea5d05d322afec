/** happy-dom knows no popovers: this opens and closes them as browsers do, as far as the panel can tell. */
export function standInForPopovers(): void {
  if ("showPopover" in HTMLElement.prototype) return
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      toggle(this, "open")
    },
    hidePopover(this: HTMLElement) {
      toggle(this, "closed")
    },
  })
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[popovertarget]") : null
    const sheet = button && document.getElementById(button.getAttribute("popovertarget") ?? "")
    if (sheet) toggle(sheet, "open")
  })
}

function toggle(sheet: HTMLElement, newState: "open" | "closed"): void {
  for (const type of ["beforetoggle", "toggle"]) {
    sheet.dispatchEvent(Object.assign(new Event(type), { newState }))
  }
}
