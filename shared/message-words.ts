type Said = { body: string; attachments: readonly { name: string }[] }

/** A message as words alone: what was written, then the names of its files. */
export function messageWords({ body, attachments }: Said): string {
  return [body, ...attachments.map(({ name }) => name)].join("\n").trim()
}
