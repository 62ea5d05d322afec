import type { AnchorHTMLAttributes, ComponentChildren } from "preact"
import { safeHref } from "../../shared/client/timeline/links"
import { fileAddress } from "../state/files"
import { navigate, pathOf, type Route } from "../state/route"

type SafeLinkProps = {
  href: string
  children: ComponentChildren
  class?: string
  title?: string
  /** The host behind it, where the words do not tell it: it is shown after them. */
  leadsTo?: string | undefined
}

/** A link to an address that came from outside; one that is not safe to follow stays plain text (V04). */
export function SafeLink({ href, children, leadsTo, ...rest }: SafeLinkProps) {
  const safe = safeHref(href)
  if (safe === null) return <span {...rest}>{children}</span>
  return (
    <a {...rest} href={safe} target="_blank" rel="noopener noreferrer nofollow ugc" data-leads-to={leadsTo}>
      {children}
    </a>
  )
}

type RouteLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "role" | "onClick"> & {
  to: Route
  children: ComponentChildren
  onClick?: (event: MouseEvent) => void
}

/** A link to a place in the panel: a real address, followed without loading the page again. */
export function RouteLink({ to, children, onClick, ...rest }: RouteLinkProps) {
  return (
    <a
      {...rest}
      href={pathOf(to)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </a>
  )
}

type FileLinkProps = { id: string; name: string; class?: string; children: ComponentChildren }

/** A file of a message, to be saved under its name. */
export function FileLink({ id, name, children, ...rest }: FileLinkProps) {
  return (
    <a {...rest} href={fileAddress(id)} download={name}>
      {children}
    </a>
  )
}
