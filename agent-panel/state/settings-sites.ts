import type { CallError, Look, RefusedOrigin, Site } from "../../shared/protocol/types"
import { receiveSite } from "./people"
import { ask, fetched } from "./settings-loaded"

/** Origins that asked for a chat and were turned away. */
export const refused = fetched("origin.refused", {}, (output) => output.refused)

export type SiteDraft = {
  id?: string
  name: string
  allowedOrigins: string[]
  look: Look
  retentionDays?: number | null
}

/** Makes or changes a site. Resolves with it, or with what is wrong. */
export async function saveSite(draft: SiteDraft): Promise<Site | CallError> {
  const reply = await ask("site.save", draft)
  if (!reply.ok) return reply.error
  receiveSite(reply.data.site)
  return reply.data.site
}

/** Changes where a site may be shown, and nothing else of it. */
export function saveOrigins(site: Site, allowedOrigins: string[]): Promise<Site | CallError> {
  return saveSite({ id: site.id, name: site.name, look: site.look, allowedOrigins })
}

/** Changes for how long a site keeps conversations, and nothing else of it. */
export function saveRetention(site: Site, retentionDays: number | null): Promise<Site | CallError> {
  const { id, name, look, allowedOrigins } = site
  return saveSite({ id, name, look, allowedOrigins, retentionDays })
}

export async function allowOrigin({ siteId, origin }: RefusedOrigin): Promise<CallError | null> {
  const reply = await ask("origin.allow", { siteId, origin })
  if (!reply.ok) return reply.error
  receiveSite(reply.data.site)
  forgetRefused(siteId, origin)
  return null
}

export function forgetRefused(siteId: string, origin: string): void {
  refused.change((all) => all.filter((each) => each.siteId !== siteId || each.origin !== origin))
}

export const isError = (outcome: Site | CallError): outcome is CallError => "code" in outcome
