import { useLayoutEffect } from "preact/hooks"
import type { Wish } from "../state/wish"

/** Grants a wish before the next key is pressed: otherwise the first letters of a text would be taken for shortcuts. */
export function useWish(wish: Wish, act: () => void): void {
  const made = wish.made.value
  useLayoutEffect(() => wish.grant(act), [made])
}
