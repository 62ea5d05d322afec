/** The settings screen. */
export function Settings() {
  return <main />
}
