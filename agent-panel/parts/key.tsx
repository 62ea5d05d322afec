/** A key to press, drawn as one. Screen readers learn of keys from the list that `?` opens. */
export function Key({ children }: { children: string }) {
  return (
    <span class="key" aria-hidden="true">
      {children}
    </span>
  )
}
