import { pageFits } from "../../../../shared/page-pattern"
import { policyWords } from "../../../locales/policies"
import { words } from "../../../locales/settings"
import { TextField } from "../../../parts/text-field"
import { sites, teams } from "../../../state/people"
import { appliesOf, PATTERN_MAX_LENGTH, POLICY_NAME_MAX_LENGTH, type Whom } from "../../../state/settings-whom"
import { Choice } from "../choice"
import { OneOf } from "../one-of"
import { Part } from "../section"
import { TryAddress, type Verdict } from "./try-address"
import { whomInWords } from "./whom-in-words"

type WhomFieldsProps = {
  whom: Whom
  /** Whether the fields say what is missing. */
  tried: boolean
  readOnly: boolean
  /** For everybody whom no other policy is for: it has a name only. */
  isDefault: boolean
  change: (part: Partial<Whom>) => void
}

/** What a policy is called, and whom it is for. */
export function WhomFields({ whom, tried, readOnly, isDefault, change }: WhomFieldsProps) {
  return (
    <>
      <div class="settings-form policy-name-field">
        <TextField
          label={policyWords.name}
          value={whom.name}
          maxLength={POLICY_NAME_MAX_LENGTH}
          autoComplete="off"
          readOnly={readOnly}
          hint={policyWords.nameHint}
          error={tried && whom.name.trim() === "" ? words.missing : undefined}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
      <Part title={policyWords.whom}>
        {isDefault ? <p>{policyWords.whomDefault}</p> : <Conditions whom={whom} readOnly={readOnly} change={change} />}
      </Part>
    </>
  )
}

function Conditions({ whom, readOnly, change }: Pick<WhomFieldsProps, "whom" | "readOnly" | "change">) {
  const applies = appliesOf(whom)
  return (
    <>
      <p class="says-large" role="status">
        {whomInWords(applies)}.
      </p>
      {Object.keys(applies).length === 0 && <p class="field-hint">{policyWords.forAll}</p>}
      <Choice
        label={policyWords.customers.label}
        hint={policyWords.customersHint}
        value={whom.customer}
        options={[
          [null, policyWords.customers.all],
          [true, policyWords.customers.yes],
          [false, policyWords.customers.no],
        ]}
        disabled={readOnly}
        onChoose={(customer) => change({ customer })}
      />
      <div class="page-condition">
        <TextField
          label={policyWords.page}
          value={whom.page}
          maxLength={PATTERN_MAX_LENGTH}
          autoComplete="off"
          placeholder={policyWords.pageExample}
          hint={policyWords.pageHint}
          readOnly={readOnly}
          onInput={(event) => change({ page: event.currentTarget.value })}
        />
        <TryAddress verdictOn={(url) => verdictOf(whom.page.trim() === "" || pageFits(whom.page, url))} />
      </div>
      <div class="conditions">
        <OneOf
          label={policyWords.site}
          any={policyWords.anySite}
          things={sites.value}
          id={whom.siteId}
          disabled={readOnly}
          onChoose={(siteId) => change({ siteId })}
        />
        {(teams.value.length > 0 || whom.teamId !== null) && (
          <OneOf
            label={policyWords.team}
            any={policyWords.anyTeam}
            things={teams.value}
            id={whom.teamId}
            disabled={readOnly}
            onChoose={(teamId) => change({ teamId })}
          />
        )}
      </div>
    </>
  )
}

const verdictOf = (fits: boolean): Verdict =>
  fits ? { tone: "fits", says: policyWords.fits } : { tone: "fits-not", says: policyWords.fitsNot }
