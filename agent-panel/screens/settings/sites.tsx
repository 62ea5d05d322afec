import { Plus } from "lucide"
import { useState } from "preact/hooks"
import { DEFAULT_LOOK } from "../../../shared/default-look"
import type { Site } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { siteBy, sites } from "../../state/people"
import { CopyField } from "./copy-field"
import { Identity } from "./identity/identity"
import { isOwner, Part, Section } from "./section"
import { SiteForm } from "./site-form"
import { SiteOrigins } from "./site-origins"
import { SiteRetention } from "./site-retention"

const NEW = "new"

/** The sites: which there are, how each looks, where it may be shown, and the line to paste. */
export function Sites() {
  const [chosen, choose] = useState<string | null>(null)
  const site = chosen === NEW ? null : (siteBy(chosen ?? "") ?? sites.value[0] ?? null)
  const make = isOwner() && (
    <Button icon={Plus} onClick={() => choose(NEW)} aria-pressed={chosen === NEW}>
      {words.sites.make}
    </Button>
  )
  return (
    <Section name="sites" says={words.sites.says} action={make}>
      {(sites.value.length > 1 || chosen === NEW) && <SiteTabs chosen={site?.id ?? NEW} choose={choose} />}
      {site && (
        <>
          <Part title={words.sites.embed} says={words.sites.embedSays}>
            <CopyField label={words.sites.snippet} text={snippetFor(site)} />
          </Part>
          <SiteOrigins key={site.id} site={site} />
          {isOwner() && <Identity key={site.id} site={site} />}
        </>
      )}
      {site && isOwner() && <SiteRetention key={site.id} site={site} />}
      <SiteForm key={site?.id ?? NEW} site={site} onMade={choose} onLeave={() => choose(null)} />
    </Section>
  )
}

function SiteTabs({ chosen, choose }: { chosen: string; choose: (id: string) => void }) {
  const places = [...sites.value.map(({ id, name }) => ({ id, name }))]
  if (chosen === NEW) places.push({ id: NEW, name: words.sites.newTitle })
  return (
    <nav class="site-tabs" aria-label={words.sites.list}>
      {places.map(({ id, name }) => (
        <button key={id} type="button" aria-current={id === chosen ? "true" : undefined} onClick={() => choose(id)}>
          {name}
        </button>
      ))}
    </nav>
  )
}

/** The launcher is drawn before the server is asked anything, so its tag carries what differs from the usual look. */
function snippetFor({ id, look }: Site): string {
  const accent = look.accent === DEFAULT_LOOK.accent ? "" : ` data-accent="${look.accent}"`
  const side = look.side === DEFAULT_LOOK.side ? "" : ` data-side="${look.side}"`
  return `<script async src="${location.origin}/widget.js" data-site="${id}"${accent}${side}></script>`
}
