// A browser remembers a failed import for as long as the page lives, so nothing is imported that was not fetched.
export async function __vitePreload(load, files) {
  const reply = await fetch(new URL(files[0], import.meta.url))
  if (!reply.ok) throw Error(files)
  return load()
}
