import type { TargetedEvent } from "preact"
import { type Carried, mayHeal, type Tray } from "../../shared/client/files/tray"
import { Drawn } from "../later/drawn"
import type { FileWords } from "./words"

const CLIP =
  "m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"
const CROSS = "M18 6 6 18M6 6l12 12"
/** What a browser offers to choose from; the server looks for itself. */
const OFFERED = "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.csv,.zip,.docx,.xlsx"

type Props = { tray: Tray; words: FileWords; refused: boolean; receive(button: Element | null): void }

/** The way into the chat for files: chosen, pasted into it, or dropped on it; and those that are on their way. */
export function Attach({ tray, words, refused, receive }: Props) {
  const taken = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    tray.add(currentTarget.files ?? [])
    currentTarget.value = ""
  }
  const choose = ({ currentTarget }: TargetedEvent<HTMLButtonElement>) => {
    currentTarget.parentElement?.querySelector("input")?.click()
  }
  return [
    tray.carried.value.length > 0 && (
      <ul key="tray" class="tray" aria-label={words.files}>
        {tray.carried.value.map((each) => (
          <OnItsWay key={each.key} carried={each} tray={tray} words={words} />
        ))}
      </ul>
    ),
    <input key="input" type="file" multiple hidden accept={OFFERED} onChange={taken} />,
    <button
      key="clip"
      type="button"
      class="clip"
      aria-label={words.attach}
      disabled={refused}
      onClick={choose}
      ref={receive}
    >
      <Drawn path={CLIP} />
    </button>,
  ]
}

function OnItsWay({ carried, tray, words }: { carried: Carried; tray: Tray; words: FileWords }) {
  const { key, name, size, sent, attachment, failed, follows } = carried
  return (
    <li class={failed ? "wrong" : ""}>
      <bdi class="file-name">{attachment?.name ?? name}</bdi>
      {failed && <span role="status">{whyNot(failed, words)}</span>}
      {failed && mayHeal(failed) && (
        <button type="button" class="again" onClick={() => tray.retry(key)}>
          {words.again}
        </button>
      )}
      {!failed && !attachment && <progress max={size} value={sent} aria-label={name} />}
      {!failed && follows && <span>{words.follows}</span>}
      <button type="button" class="out" aria-label={words.remove(name)} onClick={() => tray.remove(key)}>
        <Drawn path={CROSS} />
      </button>
    </li>
  )
}

function whyNot(failed: NonNullable<Carried["failed"]>, words: FileWords): string {
  if (failed === "too_large") return words.tooLarge
  if (failed === "invalid_input") return words.notTaken
  return failed === "rate_limited" ? words.tooMany : words.failed
}
