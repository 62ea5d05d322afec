/** What is typed within this of the letter before belongs to one beginning. */
const ONE_BEGINNING_MS = 700

type TypeAhead = (event: KeyboardEvent, items: readonly HTMLElement[]) => void

/** Typing the beginning of an item of a menu puts the focus on it, as in menus of the system. */
export function createTypeAhead(): TypeAhead {
  let typed = ""
  let typedAt = Number.NEGATIVE_INFINITY

  return (event, items) => {
    if (!isLetter(event)) return
    const goesOn = event.timeStamp - typedAt < ONE_BEGINNING_MS
    typed = (goesOn ? typed : "") + event.key.toLocaleLowerCase()
    typedAt = event.timeStamp
    items.find((item) => labelOf(item).startsWith(typed))?.focus()
  }
}

/** A space chooses an item and begins none. */
const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey

const labelOf = (item: HTMLElement) => item.querySelector(".menu-label")?.textContent?.trim().toLocaleLowerCase() ?? ""
