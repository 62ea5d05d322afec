/** The sign-in screen. */
export function SignIn() {
  return <main />
}
