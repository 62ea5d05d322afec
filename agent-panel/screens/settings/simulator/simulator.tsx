import "./simulator.css"
import { FlaskConical } from "lucide"
import { useEffect, useMemo } from "preact/hooks"
import type { Policy } from "../../../../shared/protocol/types"
import { simulatorWords as words } from "../../../locales/simulator"
import { Button } from "../../../parts/button"
import { Empty } from "../../../parts/empty"
import { serverTime } from "../../../state/clock"
import { colleagues, policies, policyBy, supervises } from "../../../state/people"
import { askFor, outcome, reckoningFailed, stopReckoning } from "../../../state/simulator/outcome"
import { type LastWeek, lastWeek, today } from "../../../state/simulator/traffic"
import { asItIs, questionOf, type Tried, tried, tryOut } from "../../../state/simulator/tried"
import { Section, Shown } from "../section"
import { adviceInWords } from "./advice-in-words"
import { Legend } from "./bars"
import { ByHour } from "./by-hour"
import { Fields } from "./fields"
import { Rings } from "./rings"
import { Waits } from "./waits"

/** What would have become of a week with another target, other hours and other people: seen while it is moved. */
export function Simulator() {
  const [usual] = policies.value.slice(-1)
  const isThere = tried.value !== null && policyBy(tried.value.policyId) !== null
  useEffect(() => {
    if (usual && !isThere) tried.value = asItIs(usual, colleagues.value, supervises.value ? "last-week" : "made-up")
  }, [usual, isThere])
  useEffect(() => stopReckoning, [])
  const policy = tried.value && policyBy(tried.value.policyId)
  return (
    <Section name="simulator" says={words.says}>
      {tried.value && policy && <Trial what={tried.value} policy={policy} />}
    </Section>
  )
}

function Trial({ what, policy }: { what: Tried; policy: Policy }) {
  return (
    <div class="trial">
      <Fields what={what} policy={policy} />
      <div class="trial-result">
        {what.source === "made-up" ? (
          <Result what={what} policy={policy} week={null} />
        ) : (
          <Shown of={lastWeek}>
            {(week) =>
              week.arrivals.length === 0 ? <NobodyWrote /> : <Result what={what} policy={policy} week={week} />
            }
          </Shown>
        )}
      </div>
    </div>
  )
}

function NobodyWrote() {
  return (
    <Empty icon={FlaskConical} title={words.empty}>
      {words.emptyNext}
      <p>
        <Button look="strong" onClick={() => tryOut({ source: "made-up" })}>
          {words.takeMadeUp}
        </Button>
      </p>
    </Empty>
  )
}

type ResultProps = { what: Tried; policy: Policy; week: LastWeek | null }

function Result({ what, policy, week }: ResultProps) {
  const question = useMemo(() => questionOf(what, policy, week, serverTime()), [what, policy, week])
  useEffect(() => askFor(question), [question])
  useEffect(() => {
    if (supervises.value) void today.fetch()
  }, [])
  const shown = outcome.value
  if (reckoningFailed.value) return <p role="alert">{words.failed}</p>
  const counted = today.shown.value
  return (
    <>
      <Rings
        would={shown?.findings ?? null}
        was={week?.was ?? null}
        today={counted.state === "there" ? counted.value : null}
      />
      <p class="says-large trial-says" aria-live="polite">
        {shown?.advice ? adviceInWords(shown.advice, shown.findings, shown.question.staff.agents) : words.reckoning}
      </p>
      {shown && (
        <>
          <Legend />
          <Waits findings={shown.findings} targetMs={shown.question.rules.targetMs} />
          <ByHour findings={shown.findings} openHours={shown.openHours} timeZone={shown.question.timeZone} />
        </>
      )}
    </>
  )
}
