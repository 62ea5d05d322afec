import { useState } from "preact/hooks"
import type { IdentityKey, Site } from "../../../../shared/protocol/types"
import { identityWords as words } from "../../../locales/identity"
import { Choice } from "../choice"
import { CopyField } from "../copy-field"
import { LANGUAGES, type Language, SNIPPETS } from "./snippets"

/** The two things to do on the site: sign on the server, and put what was signed on the tag. */
export function HowToSign({ site, algorithm }: { site: Site; algorithm: IdentityKey["algorithm"] }) {
  const [language, choose] = useState<Language>("Node")
  return (
    <details class="identity-how">
      <summary>{words.how}</summary>
      {algorithm === "HS256" ? (
        <>
          <p>{words.howSign}</p>
          <Choice<Language>
            label={words.language}
            value={language}
            options={LANGUAGES.map((each) => [each, each] as const)}
            disabled={false}
            onChoose={choose}
          />
          <CopyField label={words.code(language)} text={SNIPPETS[language](site.id)} />
        </>
      ) : (
        <p>{words.howSignKey(site.id)}</p>
      )}
      <p>{words.howPut}</p>
      <CopyField label={words.tag} text={'data-identity="…"'} />
      <p>{words.howLeave}</p>
      <CopyField label={words.leave} text={'FirstTouch("signOut")'} />
    </details>
  )
}
