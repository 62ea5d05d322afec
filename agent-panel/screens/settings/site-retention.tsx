import { useState } from "preact/hooks"
import type { CallError, Site } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"
import { SelectField } from "../../parts/select-field"
import { errorText } from "../../state/actions"
import { isError, saveRetention } from "../../state/settings-sites"
import { say } from "../../state/toasts"
import { Confirm } from "./confirm"
import { Part } from "./section"

const OFFERED = [30, 90, 180, 365, 730, null]

const asText = (days: number | null) => String(days ?? "")
const asDays = (text: string) => (text === "" ? null : Number(text))

/** How long a site keeps conversations. What is kept for less than before is erased soon, so that is asked first. */
export function SiteRetention({ site }: { site: Site }) {
  const [wanted, want] = useState<number | null | undefined>()
  const { retentionDays: now } = site
  const lengths = OFFERED.includes(now) ? OFFERED : [now, ...OFFERED]

  async function keepFor(days: number | null): Promise<CallError | null> {
    const saved = await saveRetention(site, days)
    if (isError(saved)) return saved
    say(words.saved)
    return null
  }

  function choose(days: number | null) {
    const isShorter = days !== null && (now === null || days < now)
    if (isShorter) return want(days)
    void keepFor(days).then((failure) => failure && say(errorText(failure)))
  }

  return (
    <Part title={words.sites.retention} says={words.sites.retentionSays}>
      <SelectField
        label={words.sites.retentionLabel}
        value={asText(now)}
        options={lengths.map((days) => [asText(days), words.sites.keptFor(days)] as const)}
        onChoose={(text) => choose(asDays(text))}
      />
      {wanted !== undefined && wanted !== null && (
        <Confirm
          title={words.sites.retentionTitle(words.sites.keptFor(wanted))}
          says={words.sites.retentionShorter}
          does={words.sites.retentionDo}
          act={() => keepFor(wanted)}
          onClose={() => want(undefined)}
        />
      )}
    </Part>
  )
}
