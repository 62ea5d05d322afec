import { Plus, X } from "lucide"
import type { TargetedSubmitEvent } from "preact"
import { useRef, useState } from "preact/hooks"
import type { CallError, RefusedOrigin, Site } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { shortWhen } from "../../locales/format"
import { words } from "../../locales/settings"
import { Button, IconButton } from "../../parts/button"
import { TextField } from "../../parts/text-field"
import { errorText } from "../../state/actions"
import { serverTime } from "../../state/clock"
import { allowOrigin, forgetRefused, isError, refused, saveOrigins } from "../../state/settings-sites"
import { say } from "../../state/toasts"
import { isOwner, Part, Shown } from "./section"

/** Where a site's chat may be shown, and the pages that asked in vain, each with one click to let it. */
export function SiteOrigins({ site }: { site: Site }) {
  const own = location.origin
  const { allowedOrigins } = site
  const says = allowedOrigins.length === 0 ? words.sites.originsNone(own) : words.sites.originsSays(own)
  return (
    <Part title={words.sites.origins} says={says}>
      {allowedOrigins.length > 0 && (
        <ul class="settings-list">
          {allowedOrigins.map((origin) => (
            <AllowedOrigin key={origin} site={site} origin={origin} />
          ))}
        </ul>
      )}
      {isOwner() && <AddOrigin site={site} />}
      <Shown of={refused}>
        {(all) => {
          const ofSite = all.filter(({ siteId, origin }) => siteId === site.id && !allowedOrigins.includes(origin))
          return ofSite.length > 0 && <RefusedOrigins refused={ofSite} />
        }}
      </Shown>
    </Part>
  )
}

function AllowedOrigin({ site, origin }: { site: Site; origin: string }) {
  async function remove() {
    const before = site.allowedOrigins
    const saved = await saveOrigins(
      site,
      before.filter((each) => each !== origin),
    )
    if (isError(saved)) return say(errorText(saved))
    say(words.sites.removed(origin), { label: t.common.undo, run: () => void saveOrigins(saved, before) })
  }
  return (
    <li class="settings-row">
      <code class="settings-row-main">{origin}</code>
      {isOwner() && <IconButton icon={X} label={words.sites.remove(origin)} onClick={() => void remove()} />}
    </li>
  )
}

function AddOrigin({ site }: { site: Site }) {
  const [wrong, setWrong] = useState<string | undefined>()
  const field = useRef<HTMLInputElement>(null)

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const origin = originIn(field.current?.value ?? "")
    const found = wrongWith(origin, site)
    setWrong(found)
    if (found !== undefined || origin === null) return field.current?.focus()
    const saved = await saveOrigins(site, [...site.allowedOrigins, origin])
    if (isError(saved)) return setWrong(errorText(saved))
    forgetRefused(site.id, origin)
    if (field.current) field.current.value = ""
    say(words.sites.allowed(origin))
  }

  return (
    <form class="settings-add" onSubmit={submit} noValidate>
      <TextField
        label={words.sites.origin}
        type="url"
        placeholder={words.sites.originPlaceholder}
        error={wrong}
        inputRef={field}
      />
      <Button type="submit" icon={Plus}>
        {words.sites.add}
      </Button>
    </form>
  )
}

/** The origin of whatever was pasted: a whole address of a page will do, and https:// may be left out. */
export function originIn(typed: string): string | null {
  const text = typed.trim()
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const { origin, protocol, hostname } = new URL(address)
  const isWeb = protocol === "https:" || protocol === "http:"
  return isWeb && (hostname.includes(".") || hostname === "localhost" || hostname.startsWith("[")) ? origin : null
}

function wrongWith(origin: string | null, site: Site): string | undefined {
  if (origin === null) return words.sites.originWrong
  return site.allowedOrigins.includes(origin) ? words.sites.originThere : undefined
}

function RefusedOrigins({ refused }: { refused: readonly RefusedOrigin[] }) {
  return (
    <div class="settings-sub">
      <h3>{words.sites.refused}</h3>
      <p class="field-hint">{words.sites.refusedSays}</p>
      <ul class="settings-list">
        {refused.map((each) => (
          <li key={each.origin} class="settings-row">
            <span class="settings-row-main">
              <code>{each.origin}</code>
              <span class="field-hint">{words.sites.asked(each.count, shortWhen(each.lastAt, serverTime()))}</span>
            </span>
            {isOwner() && <Button onClick={() => void allow(each)}>{words.sites.allow}</Button>}
          </li>
        ))}
      </ul>
    </div>
  )
}

async function allow(origin: RefusedOrigin): Promise<void> {
  const failure: CallError | null = await allowOrigin(origin)
  say(failure ? errorText(failure) : words.sites.allowed(origin.origin))
}
