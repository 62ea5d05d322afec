/** What a page's policy asks for where it lets no text become a script's address (Trusted Types, not in TypeScript yet). */
type TrustedTypes = {
  createPolicy(name: string, rules: Rules): Rules
}
type Rules = { createScriptURL(address: string): string }

declare global {
  interface Window {
    trustedTypes?: TrustedTypes
  }
}

const rules: Rules = {
  createScriptURL(address) {
    if (new URL(address, location.href).origin === location.origin) return address
    throw new TypeError(`${address} is not a script of ours`)
  },
}

const policy = window.trustedTypes?.createPolicy("own-scripts", rules) ?? rules

/** The address of a script of our own build, as a worker takes it. */
export const ownScript = (address: string) => policy.createScriptURL(address)
