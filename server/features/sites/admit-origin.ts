import type { House } from "../../feature"
import { readSite, readSites } from "./store"

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])

/** A site without a list takes loopback addresses; the server's own address may always show a chat. */
export async function admitsOrigin(house: House, origin: string, siteId: string | null): Promise<boolean> {
  if (!URL.canParse(origin)) return false
  if (origin === new URL(house.config.PUBLIC_URL).origin) return true
  const lists = await allowedOrigins(house, siteId)
  return lists.some((list) => (list.length === 0 ? isLoopback(origin) : list.includes(origin)))
}

async function allowedOrigins(house: House, siteId: string | null): Promise<string[][]> {
  const { reads } = house.store
  if (siteId === null) return (await readSites(reads)).map((site) => site.allowedOrigins)
  const site = await readSite(reads, siteId)
  return site ? [site.allowedOrigins] : []
}

const isLoopback = (origin: string) => LOOPBACK.has(new URL(origin).hostname)
