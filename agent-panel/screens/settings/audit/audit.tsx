import "./audit.css"
import { ScrollText } from "lucide"
import { auditWords as words } from "../../../locales/audit"
import { Button } from "../../../parts/button"
import { Empty } from "../../../parts/empty"
import { errorText } from "../../../state/actions"
import {
  type AuditPage,
  auditFilter,
  auditLog,
  fetchEarlierAudit,
  isFiltered,
  showWholeAudit,
} from "../../../state/settings-audit"
import { isOwner, Section, Shown } from "../section"
import { Days } from "./days"
import { Filters } from "./filters"

/** Who did what, for the owner to read and to search. */
export function Audit() {
  return (
    <Section name="audit" says={words.says}>
      {isOwner() && (
        <>
          <Filters />
          <Shown of={auditLog}>{(page) => <Page page={page} />}</Shown>
        </>
      )}
    </Section>
  )
}

function Page({ page: { entries, next, moreFailed } }: { page: AuditPage }) {
  if (entries.length === 0) return <Nothing />
  return (
    <>
      <Days entries={entries} />
      {moreFailed && (
        <p class="field-error" role="alert">
          {words.moreFailed} {errorText(moreFailed)}
        </p>
      )}
      {next !== null && <Button onClick={() => void fetchEarlierAudit()}>{words.more}</Button>}
    </>
  )
}

function Nothing() {
  if (!isFiltered(auditFilter.value)) {
    return (
      <Empty icon={ScrollText} title={words.empty}>
        {words.emptyNext}
      </Empty>
    )
  }
  return (
    <Empty icon={ScrollText} title={words.none}>
      <p>{words.noneNext}</p>
      <Button onClick={showWholeAudit}>{words.showAll}</Button>
    </Empty>
  )
}
