/** Text in which the words that were searched for are marked. */
export function Marked({ text, words }: { text: string; words: string }) {
  const at = indexIn(text, words)
  if (at === -1) return <>{text}</>
  const end = at + words.length
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  )
}

/** Where the words stand in the text, whatever the case; -1 where they do not. */
export function indexIn(text: string, words: string): number {
  return words === "" ? -1 : text.toLocaleLowerCase().indexOf(words.toLocaleLowerCase())
}
