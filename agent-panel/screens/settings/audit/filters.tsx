import { Search } from "lucide"
import type { ComponentChildren } from "preact"
import { useId } from "preact/hooks"
import { auditWords as words } from "../../../locales/audit"
import type { AuditGroup } from "../../../locales/audit.en"
import { Icon } from "../../../parts/icon"
import { agents } from "../../../state/people"
import { auditFilter, filterAudit, GROUPS } from "../../../state/settings-audit"

const GROUP_NAMES = Object.keys(GROUPS) as AuditGroup[]

/** What to look for: words, a person, a kind of thing. */
export function Filters() {
  const { agentId, group, text } = auditFilter.value
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers yet.
    <div class="audit-filters" role="search">
      <div class="audit-search">
        <Icon node={Search} />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          dir="auto"
          autoComplete="off"
          spellcheck={false}
          maxLength={200}
          value={text}
          onInput={(event) => filterAudit({ text: event.currentTarget.value })}
        />
      </div>
      <Choice label={words.who} value={agentId} all={words.everybody} onChoose={(id) => filterAudit({ agentId: id })}>
        {agents.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.what}
        value={group}
        all={words.everything}
        onChoose={(name) => filterAudit({ group: GROUP_NAMES.find((each) => each === name) ?? null })}
      >
        {GROUP_NAMES.map((name) => (
          <option key={name} value={name}>
            {words.groups[name]}
          </option>
        ))}
      </Choice>
    </div>
  )
}

type ChoiceProps = {
  label: string
  value: string | null
  all: string
  onChoose: (value: string | null) => void
  children: ComponentChildren
}

function Choice({ label, value, all, onChoose, children }: ChoiceProps) {
  const id = useId()
  return (
    <div class="audit-choice">
      <label class="unseen" for={id}>
        {label}
      </label>
      <select id={id} value={value ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{all}</option>
        {children}
      </select>
    </div>
  )
}
