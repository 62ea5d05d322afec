import { waysInWords } from "../../locales/ways-in"
import { Button } from "../../parts/button"
import { CopyField } from "../settings/copy-field"

type RecoveryCodesProps = { codes: readonly string[]; onKept: () => void }

/** The codes for whoever loses their phone, shown this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { factor: words } = waysInWords
  return (
    <div class="recovery">
      <p>{words.codesSays}</p>
      <CopyField label={words.codes} text={codes.join("\n")} takesFocus />
      <div class="settings-actions">
        <Button look="strong" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </div>
  )
}
