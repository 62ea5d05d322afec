const ICONS = "/panel/icons"

/** What a notification remembers until it is clicked; null opens the panel and no conversation. */
export type About = { conversationId: string | null; toldAt: number }

type Notified = About & { body: string; tag: string }

/** How every notification of the panel looks, whoever shows it. One with the tag of another takes its place. */
export function notification({ body, tag, conversationId, toldAt }: Notified) {
  const about: About = { conversationId, toldAt }
  return { body, tag, icon: `${ICONS}/icon-192.png`, badge: `${ICONS}/badge-96.png`, data: about }
}
