import { ChevronLeft, Lock } from "lucide"
import type { ComponentChildren } from "preact"
import { useEffect, useId } from "preact/hooks"
import { t } from "../../locales"
import { words } from "../../locales/settings"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { RouteLink } from "../../parts/links"
import { errorText } from "../../state/actions"
import { connection } from "../../state/client"
import { me } from "../../state/people"
import type { Route } from "../../state/route"
import type { Fetched } from "../../state/settings-loaded"

type SectionProps = {
  name: keyof typeof words.sections
  /** What stands above where it is about one thing of the section; its own name otherwise. */
  title?: string
  /** The list that this one thing is of. */
  back?: { to: Route; words: string }
  says: string
  action?: ComponentChildren
  children: ComponentChildren
}

/** A page of the settings: what it is about, and whether the one who looks may change it. */
export function Section({ name, title = words.sections[name], back, says, action, children }: SectionProps) {
  const onlyOwner = isOwner() ? undefined : lockOf(name)
  return (
    <>
      <header class="settings-head">
        <div>
          {back && (
            <RouteLink class="settings-up" to={back.to}>
              <Icon node={ChevronLeft} />
              {back.words}
            </RouteLink>
          )}
          <h1 dir="auto">{title}</h1>
          <p>{says}</p>
        </div>
        {action}
      </header>
      {onlyOwner && (
        <p class="settings-read-only">
          <Icon node={Lock} />
          {onlyOwner}
        </p>
      )}
      {children}
    </>
  )
}

/** What only an owner changes there; nothing where everybody may do what there is to do. */
const lockOf = (name: SectionProps["name"]) =>
  name === "profile" || name === "simulator" ? undefined : words.onlyOwner[name]

export const isOwner = () => me.value?.role === "owner"

type PartProps = { title: string; says?: string; children: ComponentChildren }

/** One subject of a page, with a line above it. */
export function Part({ title, says, children }: PartProps) {
  const id = useId()
  return (
    <section class="settings-part" aria-labelledby={id}>
      <div class="settings-part-head">
        <h2 id={id}>{title}</h2>
        {says && <p>{says}</p>}
      </div>
      <div class="settings-part-body">{children}</div>
    </section>
  )
}

/**
 * Shows what was fetched; a place is kept while it is on its way, and a way on offered when it did not come. It is fetched again
 * when the line or the person comes back: an owner who tried the chat on a page of theirs returns to see whether it was refused.
 */
export function Shown<T>({ of, children }: { of: Fetched<T>; children: (value: T) => ComponentChildren }) {
  const isOnline = connection.state.value === "online"
  useEffect(() => {
    if (!isOnline) return
    void of.fetch()
    const again = () => {
      if (document.visibilityState === "visible") void of.fetch()
    }
    document.addEventListener("visibilitychange", again)
    return () => document.removeEventListener("visibilitychange", again)
  }, [isOnline, of])
  const shown = of.shown.value
  if (shown.state === "there") return <>{children(shown.value)}</>
  if (shown.state === "loading") {
    return (
      <p class="settings-loading" role="status">
        {t.common.loading}
      </p>
    )
  }
  return (
    <p class="settings-failed" role="alert">
      <span>
        {words.loadFailed} {errorText(shown.error)}
      </span>
      <Button onClick={() => void of.fetch()}>{t.common.retry}</Button>
    </p>
  )
}
