import { isIP } from "node:net"

/** A home has a whole IPv6 network of 64 bits, and a script may take another address of it with each call. */
export function networkOf(address: string): string {
  const asIpv4 = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (asIpv4 !== undefined) return asIpv4
  if (isIP(address) !== 6) return address
  const [before = [], after = []] = address.split("::").map((half) => half.split(":").filter(Boolean))
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0")
  return [...before, ...zeros, ...after].slice(0, 4).join(":")
}
