// A browser remembers a failed import for as long as the page lives, so nothing is imported that was not fetched.
export async function __vitePreload(load, files) {
  for (const file of files) {
    const reply = await fetch(new URL(file, import.meta.url))
    if (!reply.ok) throw new Error(`${file}: ${reply.status}`)
  }
  return load()
}
