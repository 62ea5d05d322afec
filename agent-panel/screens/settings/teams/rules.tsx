import { Plus, Trash2 } from "lucide"
import { useEffect, useRef } from "preact/hooks"
import { policyWords } from "../../../locales/policies"
import { teamWords } from "../../../locales/teams"
import { Button, IconButton } from "../../../parts/button"
import { TextField } from "../../../parts/text-field"
import { sites } from "../../../state/people"
import { ANY_PAGE, RULES_MAX, type TeamRule, takesOf } from "../../../state/settings-teams"
import { PATTERN_MAX_LENGTH } from "../../../state/settings-whom"
import { OneOf } from "../one-of"
import { takesEverything, takesInWords } from "./takes-in-words"
import { Warning } from "./warning"

type RulesProps = { rules: readonly TeamRule[]; readOnly: boolean; onChange: (rules: readonly TeamRule[]) => void }

/** What a team takes: any number of rules, one of which must hold. */
export function Rules({ rules, readOnly, onChange }: RulesProps) {
  const list = useRef<HTMLDivElement>(null)
  const focusNext = useRef<"added" | "add" | null>(null)
  useEffect(() => {
    const pages = list.current?.querySelectorAll<HTMLElement>(".team-rule input")
    if (focusNext.current === "added") pages?.[pages.length - 1]?.focus()
    if (focusNext.current === "add") list.current?.querySelector<HTMLElement>(".add-rule")?.focus()
    focusNext.current = null
  }, [rules.length])

  function add() {
    focusNext.current = "added"
    onChange([...rules, ANY_PAGE])
  }

  function remove(rule: TeamRule) {
    focusNext.current = "add"
    onChange(rules.filter((each) => each !== rule))
  }

  const takes = takesOf(rules)
  return (
    <div ref={list} class="team-rules">
      {rules.length === 0 ? (
        <p class="says-large">{teamWords.noRules}</p>
      ) : (
        <p class="says-large" role="status">
          {takesInWords(takes)}.
        </p>
      )}
      {takesEverything(takes) && <Warning>{teamWords.everything}</Warning>}
      {rules.map((rule, index) => (
        <Rule
          // A rule has no name of its own: its place in the list is what it is known by.
          key={index}
          rule={rule}
          number={index + 1}
          readOnly={readOnly}
          onChange={(next) => onChange(rules.map((before, each) => (each === index ? next : before)))}
          onRemove={() => remove(rule)}
        />
      ))}
      {rules.length > 0 && !readOnly && <p class="field-hint">{teamWords.pageHint}</p>}
      {!readOnly && (
        <div class="settings-actions">
          <Button class="add-rule" icon={Plus} disabled={rules.length >= RULES_MAX} onClick={add}>
            {teamWords.addRule}
          </Button>
        </div>
      )}
    </div>
  )
}

type RuleProps = {
  rule: TeamRule
  number: number
  readOnly: boolean
  onChange: (rule: TeamRule) => void
  onRemove: () => void
}

function Rule({ rule, number, readOnly, onChange, onRemove }: RuleProps) {
  return (
    <fieldset class="team-rule">
      <legend class="unseen">{teamWords.ruleNumber(number)}</legend>
      <TextField
        label={teamWords.page}
        value={rule.page}
        maxLength={PATTERN_MAX_LENGTH}
        autoComplete="off"
        placeholder={teamWords.anyPage}
        readOnly={readOnly}
        onInput={(event) => onChange({ ...rule, page: event.currentTarget.value })}
      />
      {(sites.value.length > 1 || rule.siteId !== null) && (
        <OneOf
          label={policyWords.site}
          any={policyWords.anySite}
          things={sites.value}
          id={rule.siteId}
          disabled={readOnly}
          onChoose={(siteId) => onChange({ ...rule, siteId })}
        />
      )}
      {!readOnly && <IconButton icon={Trash2} label={teamWords.removeRule(number)} onClick={onRemove} />}
    </fieldset>
  )
}
