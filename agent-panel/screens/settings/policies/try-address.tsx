import { useState } from "preact/hooks"
import { policyWords } from "../../../locales/policies"
import { TextField } from "../../../parts/text-field"

/** What is said of an address: that it fits, that it does not, or what holds instead. */
export type Verdict = { tone: "fits" | "fits-not" | "plain"; says: string }

/** Tries patterns with an address that somebody types, so that nobody has to guess what a star stands for. */
export function TryAddress({ verdictOn }: { verdictOn: (url: string) => Verdict }) {
  const [typed, setTyped] = useState("")
  const url = typed.trim()
  const verdict = url === "" ? null : URL.canParse(url) ? verdictOn(url) : noAddress()
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
      <p class="try-verdict" role="status" data-verdict={verdict?.tone}>
        {verdict?.says}
      </p>
    </div>
  )
}

const noAddress = (): Verdict => ({ tone: "plain", says: policyWords.noAddress })
