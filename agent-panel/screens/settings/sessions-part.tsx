import { MonitorSmartphone } from "lucide"
import type { Session } from "../../../shared/protocol/types"
import { shortWhen } from "../../locales/format"
import { waysInWords } from "../../locales/ways-in"
import { Button } from "../../parts/button"
import { Icon } from "../../parts/icon"
import { errorText } from "../../state/actions"
import { browserName } from "../../state/browser-name"
import { serverTime } from "../../state/clock"
import { endSession, sessions } from "../../state/settings-sessions"
import { say } from "../../state/toasts"
import { Part, Shown } from "./section"

/** Every browser in which one is signed in. */
export function SessionsPart() {
  const { sessions: words } = waysInWords
  return (
    <Part title={words.title} says={words.says}>
      <Shown of={sessions}>
        {(all) => (
          <ul class="settings-list">
            {all.map((session) => (
              <Row key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Shown>
    </Part>
  )
}

function Row({ session }: { session: Session }) {
  const { sessions: words } = waysInWords
  const name = nameOf(session)
  const since = words.since(shortWhen(session.createdAt, serverTime()))

  async function end() {
    const failure = await endSession(session)
    say(failure ? errorText(failure) : words.ended(name))
  }

  return (
    <li class="settings-row">
      <Icon node={MonitorSmartphone} />
      <span class="settings-row-main">
        <span class="one-line">{name}</span>
        <span class="field-hint">{session.current ? `${words.current} · ${since}` : since}</span>
      </span>
      {!session.current && (
        <Button look="quiet" aria-label={words.endOf(name)} onClick={() => void end()}>
          {words.end}
        </Button>
      )}
    </li>
  )
}

function nameOf({ browser: said }: Session): string {
  const { sessions: words } = waysInWords
  const named = browserName(said)
  if (named === null) return words.unknown
  return named.system === null ? named.browser : words.on(named.browser, named.system)
}
