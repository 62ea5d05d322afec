import { BlockList, isIP } from "node:net"

/** IPv4 that is nobody's public host: IANA's special-purpose registry (RFC 6890), multicast and the reserved rest. */
const NOT_PUBLIC_V4: readonly [network: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]

/** All of IPv6 that is public lies here; loopback, link-local, unique local, mapped IPv4 and NAT64 do not. */
const PUBLIC_V6: readonly [network: string, prefix: number] = ["2000::", 3]

/** Parts of it that are not: protocol assignments and Teredo, documentation, 6to4. Each may stand for another address. */
const NOT_PUBLIC_V6: readonly [network: string, prefix: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const notPublic = new BlockList()
for (const [network, prefix] of NOT_PUBLIC_V4) notPublic.addSubnet(network, prefix, "ipv4")
for (const [network, prefix] of NOT_PUBLIC_V6) notPublic.addSubnet(network, prefix, "ipv6")
const publicV6 = new BlockList()
publicV6.addSubnet(...PUBLIC_V6, "ipv6")

/** Whether a network address belongs to the open internet, and to nothing in or beside this machine (V44). */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, "ipv4")
  return family === 6 && publicV6.check(address, "ipv6") && !notPublic.check(address, "ipv6")
}
