const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]

/** Whose pages may sign agents in: the public address; on one's own machine under each of its names. */
export function trustedOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl)
  if (!LOOPBACK_NAMES.includes(hostname)) return [origin]
  return LOOPBACK_NAMES.map((name) => new URL(`${protocol}//${name}${port && `:${port}`}`).origin)
}
