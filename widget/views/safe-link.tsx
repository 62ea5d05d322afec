import { linkify, unreadHost } from "../../shared/client/timeline/links"

/** A message's text. Whatever in it may be followed, can be; everything else is words. */
export function LinkedText({ text }: { text: string }) {
  return linkify(text).map(({ text, href }, index) =>
    href === null ? text : <SafeLink key={`${index} ${href}`} href={href} text={text} />,
  )
}

/** The one place where an address from outside becomes a link: `linkify` lets only safe ones through. */
function SafeLink({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc" title={unreadHost(text, href)}>
      {text}
    </a>
  )
}
