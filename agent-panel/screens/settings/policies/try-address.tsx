import { useState } from "preact/hooks"
import { policyWords } from "../../../locales/policies"
import { TextField } from "../../../parts/text-field"

/** Tries a pattern with an address that somebody types, so that nobody has to guess what a star stands for. */
export function TryAddress({ fits }: { fits: (url: string) => boolean }) {
  const [typed, setTyped] = useState("")
  const url = typed.trim()
  const verdict = url === "" ? null : !URL.canParse(url) ? "none" : fits(url) ? "fits" : "fits-not"
  return (
    <div class="try-address">
      <TextField
        label={policyWords.tryAddress}
        type="url"
        value={typed}
        placeholder={policyWords.tryExample}
        autoComplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="try-verdict" role="status" data-verdict={verdict}>
        {verdict !== null && SAID[verdict]()}
      </p>
    </div>
  )
}

const SAID = {
  none: () => policyWords.noAddress,
  fits: () => policyWords.fits,
  "fits-not": () => policyWords.fitsNot,
}
